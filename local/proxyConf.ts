import { inputFailure } from "./failure";

/**
 * The stack's nginx.conf with the local door as one more load balancer. The stack's file trusts the load balancer's
 * subnets and nobody else; for each line that names the last of them, `set_real_ip_from` first of all, the copy gets one
 * more that names the door. Nothing else differs.
 *
 * @param door IP address that the door connects from
 * @returns the text of the copy, and the lines that were added
 * @throws LocalFailure when the file trusts no load balancer, or names a subnet in a way that cannot be repeated exactly.
 * @example
 * trustDoor("set_real_ip_from 10.0.0.0/16;\n", "127.0.0.2").added // → ["set_real_ip_from 127.0.0.2;"]
 */
export function trustDoor(conf: string, door: string): { text: string; added: string[] } {
  const subnets = [...conf.matchAll(/^\s*set_real_ip_from\s+"?([^\s;"]+)"?;$/gm)].map((match) => match[1] ?? "");
  const last = subnets.at(-1);
  const others = subnets.slice(0, -1);
  if (last === undefined) throw notAdaptable("no line `set_real_ip_from <subnet>;`");
  const added: string[] = [];
  const lines = conf.split("\n").flatMap((line) => {
    if (line.trimStart().startsWith("#") || !line.includes(last)) return [line];
    const isRepeatable = line.trimEnd().endsWith(";") && line.split(last).length === 2;
    if (!isRepeatable || others.some((subnet) => line.includes(subnet))) throw notAdaptable(line.trim());
    const copy = line.replace(last, door);
    added.push(copy.trim());
    return [line, copy];
  });
  return { text: lines.join("\n"), added };
}

function notAdaptable(given: string) {
  return inputFailure([
    {
      where: "nginx.conf",
      given,
      legal: "one subnet of the load balancer a line, in `set_real_ip_from <subnet>;` and wherever else it is named",
      fix: 'give the proxy clientAddress: { kind: "alb", subnets: […] }; a proxy that trusts no load balancer has no door here',
    },
  ]);
}
