import { ClientAddressMode, type DomainArgs, EdgeKind, type EdgeSettings } from "./components/index";
import type { ConfigReader } from "./configReader";

/** What the keys say of the edge, before it is known which kind takes which of them. */
interface EdgeKeys {
  certificateArn: string;
  domain: DomainArgs | undefined;
  idleSeconds: number;
  accessLogDays: number;
  clients: string[];
  clientAddress: ClientAddressMode;
  firewall: boolean;
  forceDelete: boolean;
}

/** Reads the edge; a key that the chosen kind has no use for is a problem, and not ignored. */
export function readEdge(reader: ConfigReader, forceDelete: boolean): EdgeSettings {
  const kind = reader.oneOf("edge", Object.values(EdgeKind), EdgeKind.Alb);
  const keys: EdgeKeys = {
    certificateArn: reader.string("certificateArn", ""),
    domain: readDomain(reader),
    idleSeconds: reader.integer("idleSeconds", 0),
    accessLogDays: reader.integer("accessLogDays", 90),
    clients: reader.list("clients", [], network),
    clientAddress: reader.oneOf("clientAddress", Object.values(ClientAddressMode), ClientAddressMode.Preserve),
    firewall: reader.boolean("firewall", false),
    forceDelete,
  };
  reportUnused(reader, kind, keys);
  return settingsOf(kind, keys);
}

const network = {
  parse: (value: unknown) => (typeof value === "string" ? value : undefined),
  legal: "a network, such as 203.0.113.0/24",
  fix: "quote it",
};

function readDomain(reader: ConfigReader): DomainArgs | undefined {
  const name = reader.string("domain", "");
  const zoneId = reader.string("zoneId", "");
  if ((name === "") !== (zoneId === "")) {
    const missing = name === "" ? "domain" : "zoneId";
    reader.report(missing, "nothing", "domain and zoneId together, or neither", `set ${missing}, or remove the other`);
  }
  return name === "" || zoneId === "" ? undefined : { name, zoneId };
}

/** Which kinds a key is for, and whether it was used. A number that Pulumi fills in cannot be told from one that was set. */
function reportUnused(reader: ConfigReader, kind: EdgeKind, keys: EdgeKeys): void {
  const { Alb, Nlb, Cdn } = EdgeKind;
  const uses: [key: keyof EdgeKeys, kinds: EdgeKind[], used: boolean][] = [
    ["certificateArn", [Alb, Nlb], keys.certificateArn !== ""],
    ["clients", [Alb, Nlb], keys.clients.length > 0],
    ["clientAddress", [Nlb], keys.clientAddress !== ClientAddressMode.Preserve],
    ["firewall", [Alb, Cdn], keys.firewall],
  ];
  for (const [key, kinds, used] of uses) {
    if (!used || kinds.includes(kind)) continue;
    reader.report(key, `a value, with edge: ${kind}`, `edge: ${kinds.join(" or ")}`, "remove it, or change edge");
  }
}

function settingsOf(kind: EdgeKind, keys: EdgeKeys): EdgeSettings {
  const { domain, certificateArn, accessLogDays, forceDelete } = keys;
  const ofAll = {
    ...(domain === undefined ? {} : { domain }),
    ...(keys.idleSeconds === 0 ? {} : { idleSeconds: keys.idleSeconds }),
  };
  const ofBalancers = {
    ...ofAll,
    ...(certificateArn === "" ? {} : { certificateArn }),
    ...(keys.clients.length === 0 ? {} : { clients: keys.clients }),
  };
  const logs = { accessLogDays, forceDelete };
  const firewall = keys.firewall ? { firewall: {} } : {};
  switch (kind) {
    case "alb":
      return { kind, args: { ...ofBalancers, ...logs, ...firewall } };
    case "nlb":
      return { kind, args: { ...ofBalancers, clientAddress: keys.clientAddress } };
    case "api":
      return { kind, args: { ...ofAll, ...logs } };
    case "cdn":
      return { kind, args: { ...ofAll, ...logs, ...firewall } };
  }
}
