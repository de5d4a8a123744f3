import { pathTemplate, pathTemplateRule } from "../plan/pathTemplate";
import { type Problem, show } from "../problem";
import { onInspectionFailure } from "../settings/inspection";
import type { ProxySettings } from "../settings/proxySettings";
import { isAddress, isLoopback } from "./address";
import { checkPassHeaders } from "./checkPassHeaders";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

const where = "inspection";
const serviceKeys = ["kind", "host", "port", "keepAliveConnections", "keepAliveSeconds"];
const decideKeys = [...serviceKeys, "path", "timeoutSeconds", "onFailure", "passHeaders"];
const relayKeys = [...serviceKeys, "connectSeconds"];

/** The service that inspects requests: by itself, and beside the proxy and the applications. */
export function checkInspection(settings: ProxySettings): Problem[] {
  const inspection: unknown = settings.inspection;
  if (inspection === undefined) return [];
  if (!isObject(inspection)) {
    const fix = 'write { kind: "decide", port: 9000, ...defaultDecide }';
    return [{ where, given: show(inspection), legal: "an inspection service", fix }];
  }
  switch (inspection.kind) {
    case "decide":
      return [
        ...checkKeys(where, inspection, decideKeys),
        ...checkService(settings, inspection),
        ...checkDecide(inspection),
      ];
    case "relay":
      return [
        ...checkKeys(where, inspection, relayKeys),
        ...checkService(settings, inspection),
        ...checkRelay(settings, inspection),
      ];
    default: {
      const fix = 'use "decide" for a service that is asked, "relay" for one that passes requests on';
      return [{ where: `${where}.kind`, given: show(inspection.kind), legal: '"decide" or "relay"', fix }];
    }
  }
}

type Fields = Record<string, unknown>;

function checkService(
  settings: ProxySettings,
  { host, port, keepAliveConnections, keepAliveSeconds }: Fields,
): Problem[] {
  const range = (field: string, given: unknown, to: number, fix: string) =>
    checkRange({ where: `${where}.${field}`, given, from: 1, to, fix });
  const isNear = isAddress(host) && isLoopback(host);
  const legal = "an address of the loopback (127.0.0.0/8, ::1): what the service is told must not leave the task";
  return [
    ...(isNear ? [] : [{ where: `${where}.host`, given: show(host), legal, fix: 'use "127.0.0.1"' }]),
    ...range("port", port, 65535, "give the port that the service listens on, such as 9000"),
    ...checkOtherPorts(settings, port),
    ...range("keepAliveConnections", keepAliveConnections, 2048, "use 64, or the requests at once"),
    ...range("keepAliveSeconds", keepAliveSeconds, 3600, "use 4, below Node's own 5"),
  ];
}

/** Asking the proxy or the application whether a request may reach it would decide nothing. */
function checkOtherPorts({ port: proxyPort, upstreams }: ProxySettings, port: unknown): Problem[] {
  const applications = isObject(upstreams) ? Object.entries(upstreams) : [];
  const holders = [
    ...(port === proxyPort ? ["the proxy's"] : []),
    ...applications.flatMap(([name, one]) =>
      isObject(one) && one.kind === "port" && one.port === port ? [`upstreams.${name}'s`] : [],
    ),
  ];
  return holders.map((whose) => ({
    where: `${where}.port`,
    given: `${show(port)}, which is also ${whose} port`,
    legal: "a port of its own, because all listen in one task",
    fix: "use 9000, or another port there",
  }));
}

function checkDecide({ path, timeoutSeconds, onFailure, passHeaders }: Fields): Problem[] {
  const segments = pathTemplate(path);
  const isFixed = segments?.every(({ kind }) => kind === "text") ?? false;
  const isMode = onInspectionFailure.some((mode) => mode === onFailure);
  const modes = onInspectionFailure.map(show).join(" or ");
  const fix = "use 2: every visitor waits as long where the service hangs";
  return [
    ...(isFixed
      ? []
      : [
          {
            where: `${where}.path`,
            given: show(path),
            legal: `${pathTemplateRule}; without ":name"`,
            fix: 'use "/inspect"',
          },
        ]),
    ...checkRange({ where: `${where}.timeoutSeconds`, given: timeoutSeconds, from: 1, to: 60, fix }),
    ...(isMode ? [] : [{ where: `${where}.onFailure`, given: show(onFailure), legal: modes, fix: 'use "refuse"' }]),
    ...checkPassHeaders(passHeaders, `${where}.passHeaders`),
  ];
}

/** What a remote upstream says about names, certificates and retries is for who connects to it, which a relay does. */
function checkRelay({ upstreams }: ProxySettings, { connectSeconds: given }: Fields): Problem[] {
  const remote = isObject(upstreams)
    ? Object.entries(upstreams).filter(([, one]) => isObject(one) && one.kind === "remote")
    : [];
  return [
    ...checkRange({ where: `${where}.connectSeconds`, given, from: 1, to: 75, fix: "use 1" }),
    ...remote.map(([name]) => ({
      where: `upstreams.${name}.kind`,
      given: '"remote", beside an inspection that relays',
      legal: '"port", "socket" or "linked": the relay connects to it, and reads none of these settings',
      fix: 'use inspection kind "decide"',
    })),
  ];
}
