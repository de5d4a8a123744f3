import ipaddr from "ipaddr.js";
import type { Problem } from "../../nginx";

/** Everyone, in both families. */
const everyone = { ipv4: "0.0.0.0/0", ipv6: "::/0" } as const;

/** Inbound rules of a security group, of each family, that AWS allows without asking (Amazon VPC user guide, "Amazon VPC quotas"). */
export const mostInboundRules = 60;

/** Who may connect to an edge when nothing is said: everyone, and over IPv6 only where the edge has it. */
export function planClients(clients: string[] | undefined, dualStack: boolean): string[] {
  return clients ?? (dualStack ? [everyone.ipv4, everyone.ipv6] : [everyone.ipv4]);
}

/** Problems of the networks that may connect: no network, another's first address, IPv6 without it, too many rules. */
export function checkClients(
  where: string,
  clients: string[],
  { dualStack, ports }: { dualStack: boolean; ports: number[] },
): Problem[] {
  const problems = clients.flatMap((client, index) => {
    const earlier = clients.indexOf(client) < index;
    const given = JSON.stringify(client);
    if (earlier) return [{ where: `${where}[${index}]`, given, legal: "each network once", fix: "leave it out" }];
    return checkClient(`${where}[${index}]`, client, dualStack);
  });
  const rules = clients.length * ports.length;
  if (rules <= mostInboundRules) return problems;
  const given = `${clients.length} networks for ${ports.length} ports`;
  const legal = `at most ${mostInboundRules} rules of a security group, one for each network and port`;
  return [...problems, { where, given, legal, fix: "use wider networks" }];
}

function checkClient(where: string, client: string, dualStack: boolean): Problem[] {
  const given = JSON.stringify(client);
  if (!ipaddr.isValidCIDR(client)) {
    return [
      { where, given, legal: "a network such as 203.0.113.0/24", fix: "write an address, a slash and a prefix length" },
    ];
  }
  const v6 = ipaddr.parseCIDR(client)[0].kind() === "ipv6";
  const prefix = client.split("/")[1];
  const network = v6 ? ipaddr.IPv6.networkAddressFromCIDR(client) : ipaddr.IPv4.networkAddressFromCIDR(client);
  const written = `${network.toString()}/${prefix}`;
  if (written !== client) {
    return [{ where, given, legal: "a network, by its first address", fix: `use ${written}` }];
  }
  if (!v6 || dualStack) return [];
  return [
    { where, given, legal: "IPv4 networks, where the edge has no IPv6 address", fix: "leave it out, or use dualStack" },
  ];
}

/** Inbound IPv4 rules that a security group has for these clients, one for each network and port. */
export function clientRules(clients: readonly string[], ports: readonly number[]): number {
  return clients.filter((client) => !client.includes(":")).length * ports.length;
}

/** What tells the rules of several networks apart in their names: nothing for everyone on IPv4, where there was one rule. */
export function clientSuffix(client: string): string {
  return client === everyone.ipv4 ? "" : `-${client.replace(/[^0-9a-f]+/g, "-").replace(/^-/, "any-")}`;
}
