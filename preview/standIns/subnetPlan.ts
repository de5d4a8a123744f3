import { isObject } from "./values";

/** A subnet that awsx would make. */
export interface PlannedSubnet {
  kind: "Public" | "Private" | "Isolated";
  name: string;
  zone: string;
  cidrBlock: string;
  /** What the program says of IPv6 addresses; awsx takes silence for consent where the VPC has a block. */
  ipv6: boolean;
}

interface SubnetSpec {
  type: PlannedSubnet["kind"];
  name?: string;
  cidrMask?: number;
  cidrBlocks?: string[];
  assignIpv6AddressOnCreation?: boolean;
}

/**
 * The subnets of an awsx VPC. Blocks that the program gives are taken as they are; otherwise each zone gets an equal part
 * of the VPC and its subnets follow each other in it, as with awsx's strategy "Auto". (awsx's default strategy "Legacy"
 * orders by type first; a stand-in need not, because no rule depends on which block a subnet has.)
 */
export function planSubnets(vpcName: string, vpcBlock: string, zones: string[], given: unknown): PlannedSubnet[] {
  const [, vpcMask] = parse(vpcBlock);
  const zoneMask = vpcMask + bitsFor(zones.length);
  const specs = Array.isArray(given) ? given.filter(isSpec) : defaultSpecs(zoneMask);
  const subnetMask = zoneMask + bitsFor(specs.length);
  return zones.flatMap((zone, n) => {
    let next = parse(vpcBlock)[0] + n * 2 ** (32 - zoneMask);
    return specs.map((spec): PlannedSubnet => {
      const size = 2 ** (32 - (spec.cidrMask ?? subnetMask));
      const start = Math.ceil(next / size) * size;
      next = start + size;
      return {
        kind: spec.type,
        name: `${vpcName}-${spec.name ?? spec.type.toLowerCase()}-${n + 1}`,
        zone,
        cidrBlock: spec.cidrBlocks?.[n] ?? `${format(start)}/${spec.cidrMask ?? subnetMask}`,
        ipv6: spec.assignIpv6AddressOnCreation ?? true,
      };
    });
  });
}

/** awsx makes a larger private and a smaller public subnet when the program says nothing. */
function defaultSpecs(zoneMask: number): SubnetSpec[] {
  const mask = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: mask + 1 },
    { type: "Public", cidrMask: mask + 2 },
  ];
}

function isSpec(value: unknown): value is SubnetSpec {
  return isObject(value) && ["Public", "Private", "Isolated"].includes(String(value.type));
}

function bitsFor(count: number): number {
  return count < 2 ? 0 : Math.ceil(Math.log2(count));
}

function parse(block: string): [start: number, mask: number] {
  const [address = "", mask] = block.split("/");
  return [address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0), Number(mask)];
}

function format(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
