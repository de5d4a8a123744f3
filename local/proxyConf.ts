import { inputFailure } from "./failure";

/** A copy of an nginx.conf, and the lines in which it differs: more of them, or others. */
export interface LocalConf {
  text: string;
  differs: string[];
}

/**
 * The stack's nginx.conf for this machine: it trusts the door, it listens on loopback, and each line of its log is there
 * at once. A task's port is closed by its security group; here nothing else keeps the network away.
 *
 * @param door IP address that the door connects from
 * @throws LocalFailure when the file cannot be changed exactly so, and in no other way
 */
export function localConf(conf: string, door: string): LocalConf {
  const trusting = trustDoor(conf, door);
  const closed = listenOnLoopback(trusting.text);
  const prompt = logAtOnce(closed.text);
  return { text: prompt.text, differs: [...trusting.differs, ...prompt.differs, ...closed.differs] };
}

/** `access_log … buffer=4096 flush=1s …;` loses its buffer: who looks at the log here waits for the line. */
function logAtOnce(conf: string): LocalConf {
  const differs: string[] = [];
  const text = conf.replace(
    /^(\s*)(access_log [^;"']*?) buffer=\d+ flush=\d+s([^;"']*;)$/gm,
    (_, indent, before, after) => {
      differs.push(`${before}${after}`);
      return `${indent}${before}${after}`;
    },
  );
  return { text, differs };
}

/** `listen 8080 …` becomes `listen 127.0.0.1:8080 …`. */
function listenOnLoopback(conf: string): LocalConf {
  const differs: string[] = [];
  const text = conf.replace(/^(\s*)listen (\d+)((?: [^;]*)?;)$/gm, (_, indent, port, rest) => {
    differs.push(`listen 127.0.0.1:${port}${rest}`);
    return `${indent}listen 127.0.0.1:${port}${rest}`;
  });
  const listens = [...conf.matchAll(/^\s*listen\s/gm)].length;
  if (listens === 0 || differs.length !== listens) throw notAdaptable("a `listen` that is not `listen <port>;`");
  return { text, differs };
}

/**
 * An nginx.conf with the local door as one more load balancer. The stack's file trusts the load balancer's
 * subnets and nobody else; for each line that names the last of them, `set_real_ip_from` first of all, the copy gets one
 * more that names the door. Nothing else differs.
 *
 * @param door IP address that the door connects from
 * @throws LocalFailure when the file trusts no load balancer, or names a subnet in a way that cannot be repeated exactly.
 * @example
 * trustDoor("set_real_ip_from 10.0.0.0/16;\n", "127.0.0.2").differs // → ["set_real_ip_from 127.0.0.2;"]
 */
export function trustDoor(conf: string, door: string): LocalConf {
  const subnets = [...conf.matchAll(/^\s*set_real_ip_from\s+"?([^\s;"]+)"?;$/gm)].map((match) => match[1] ?? "");
  const last = subnets.at(-1);
  const others = subnets.slice(0, -1);
  if (last === undefined) throw notAdaptable("no line `set_real_ip_from <subnet>;`");
  const differs: string[] = [];
  const lines = conf.split("\n").flatMap((line) => {
    if (line.trimStart().startsWith("#") || !line.includes(last)) return [line];
    const isRepeatable = line.trimEnd().endsWith(";") && line.split(last).length === 2;
    if (!isRepeatable || others.some((subnet) => line.includes(subnet))) throw notAdaptable(line.trim());
    const copy = line.replace(last, door);
    differs.push(copy.trim());
    return [line, copy];
  });
  return { text: lines.join("\n"), differs };
}

function notAdaptable(given: string) {
  return inputFailure([
    {
      where: "nginx.conf",
      given,
      legal:
        "`listen <port>;`, and one subnet of the load balancer a line, in `set_real_ip_from <subnet>;` and wherever else",
      fix: 'give the proxy clientAddress: { kind: "alb", subnets: […] }; a proxy that trusts no load balancer has no door here',
    },
  ]);
}
