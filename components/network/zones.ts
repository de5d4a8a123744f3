import type { Problem } from "../../nginx";

/** How a network's availability zones are said: a number of them, or their names. */
export interface ZoneArgs {
  zones?: number;
  availabilityZones?: string[];
}

/** An Application Load Balancer needs two zones; no region has more than six. */
const limits = { fewest: 2, most: 6, usual: 2 } as const;

/** A zone of a region, such as us-west-1c. Local zones are named otherwise, and Fargate is not there. */
const zoneName = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

/** Number of availability zones, however it was said. */
export function zoneCount({ zones, availabilityZones }: ZoneArgs): number {
  return availabilityZones?.length ?? zones ?? limits.usual;
}

/** Problems of a number of zones, or of their names. */
export function checkZones(where: string, args: ZoneArgs): Problem[] {
  const { zones, availabilityZones } = args;
  if (zones !== undefined && availabilityZones !== undefined) {
    const given = `${zones}, and the zones ${availabilityZones.join(", ")}`;
    return [{ where: `${where}.zones`, given, legal: "a number of zones or their names", fix: "leave one out" }];
  }
  const count = zoneCount(args);
  if (!Number.isInteger(count) || count < limits.fewest || count > limits.most) {
    const legal = `${limits.fewest} to ${limits.most} (a load balancer needs two)`;
    const argument = availabilityZones === undefined ? "zones" : "availabilityZones";
    return [{ where: `${where}.${argument}`, given: String(count), legal, fix: `use ${limits.usual}` }];
  }
  return checkNames(`${where}.availabilityZones`, availabilityZones ?? []);
}

function checkNames(where: string, names: string[]): Problem[] {
  const misspelt = names.filter((name) => !zoneName.test(name));
  const regions = new Set(names.map((name) => zoneName.exec(name)?.[1]));
  if (misspelt.length === 0 && regions.size <= 1 && new Set(names).size === names.length) return [];
  const legal = "different zones of one region, such as us-west-1a and us-west-1c";
  const fix = misspelt.length === 0 ? "name each zone once, of the stack's region" : `correct ${misspelt.join(", ")}`;
  return [{ where, given: names.join(", "), legal, fix }];
}
