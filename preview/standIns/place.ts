/** Where the stand-ins pretend to be. Each provider instance has a region of its own. */
export interface Place {
  account: string;
  region: string;
}

/** Region of a stack that names none. */
export const assumedRegion = "us-east-1";

/** Partition of a region and the domain of its services ("AWS partitions" and "Amazon ECR endpoints" in the references). */
export function partitionOf(region: string): { partition: string; domain: string } {
  if (region.startsWith("cn-")) return { partition: "aws-cn", domain: "amazonaws.com.cn" };
  if (region.startsWith("us-gov-")) return { partition: "aws-us-gov", domain: "amazonaws.com" };
  return { partition: "aws", domain: "amazonaws.com" };
}

/** Zones of a region. Which letters a real account sees differs by account; three are what most regions have. */
export function zonesOf(region: string): string[] {
  return ["a", "b", "c"].map((letter) => `${region}${letter}`);
}
