import { isIP } from "node:net";
import { type Problem, show } from "./problem";
import type { ProxySettings } from "./settings";

interface Range {
  where: string;
  given: unknown;
  from: number;
  to: number;
  fix: string;
}

/**
 * Ranges of all numbers, and two ports that must differ. The orders among time-outs involve the load balancer's, which
 * the proxy does not know: whoever knows both checks them.
 */
export function checkNumbers(settings: ProxySettings): Problem[] {
  return [...ranges(settings).flatMap(checkRange), ...checkPorts(settings)];
}

function ranges(settings: ProxySettings): Range[] {
  const { upstream } = settings;
  const range = (where: string, given: unknown, from: number, to: number, fix: string): Range => ({
    where,
    given,
    from,
    to,
    fix,
  });
  return [
    range("port", settings.port, 1024, 65535, "use 8080; nginx runs without root and cannot open lower ones"),
    range("upstream.port", upstream.port, 1, 65535, "give the port that the application listens on, such as 3000"),
    range("upstream.keepAliveConnections", upstream.keepAliveConnections, 1, 2048, "use 64, or the requests at once"),
    range("upstream.keepAliveSeconds", upstream.keepAliveSeconds, 1, 3600, "use 4, below Node's own 5"),
    range("upstream.connectSeconds", upstream.connectSeconds, 1, 75, "use 1; nginx waits no longer than 75"),
    range("upstream.readSeconds", upstream.readSeconds, 1, 4000, "use 25; an ALB waits no longer than 4000"),
    range("keepAliveSeconds", settings.keepAliveSeconds, 2, 4300, "use the balancer's idle time-out plus 15"),
    range("bodyLimitBytes", settings.bodyLimitBytes, 1, 1024 ** 3, "give bytes, such as 1048576 for 1 MiB"),
    range("shutdownSeconds", settings.shutdownSeconds, 1, 119, "use 25; ECS stops a container after 120 at most"),
    range("workers", settings.workers, 1, 64, "give the task's vCPUs, 1 for less than one"),
  ];
}

function checkRange({ where, given, from, to, fix }: Range): Problem[] {
  if (Number.isInteger(given) && Number(given) >= from && Number(given) <= to) return [];
  return [{ where, given: show(given), legal: `a whole number from ${from} to ${to}`, fix }];
}

function checkPorts({ port, upstream }: ProxySettings): Problem[] {
  if (port !== upstream.port || !isLoopback(upstream.host)) return [];
  return [
    {
      where: "upstream.port",
      given: `${upstream.port}, which is also the proxy's port`,
      legal: "another port than the proxy's, because both listen in one task",
      fix: "use 3000 for the application, or another port for the proxy",
    },
  ];
}

function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith("127.") : host === "::1";
}
