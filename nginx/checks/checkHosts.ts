import { type Problem, show } from "../problem";
import type { Site } from "../settings/site";
import { isDnsName } from "./dnsName";

/** Names that nginx can tell apart, each of one site only. */
export function checkHosts(sites: Site[]): Problem[] {
  const owners = new Map<string, string>();
  return sites.flatMap(({ hosts }, index) => {
    const where = `sites[${index}].hosts`;
    if (hosts === undefined) return checkOwner(owners, where, "every name");
    if (!Array.isArray(hosts) || hosts.length === 0) {
      const fix = "name the hosts, or leave the field out for every name";
      return [{ where, given: show(hosts), legal: "at least one name", fix }];
    }
    return hosts.flatMap((host, place) => {
      const at = `${where}[${place}]`;
      if (typeof host === "string" && isDnsName(host.replace(/^\*\./, ""))) return checkOwner(owners, at, host);
      return [
        {
          where: at,
          given: show(host),
          legal: 'a host name in small letters such as "shop.example.com" or "*.example.com", without scheme and port',
          fix: "write the name as it stands in DNS (an international name in its xn-- form)",
        },
      ];
    });
  });
}

function checkOwner(owners: Map<string, string>, where: string, name: string): Problem[] {
  const owner = owners.get(name);
  if (owner === undefined) {
    owners.set(name, where);
    return [];
  }
  const fix = "join the two sites, or give one another name";
  return [{ where, given: `${show(name)}, which ${owner} has`, legal: "each name in one site", fix }];
}
