import type { InvokeTable } from "../model";
import { partitionOf, zonesOf } from "../place";

/** Who and where the provider is. */
export const account: InvokeTable = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account, region }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partitionOf(region).partition}:iam::${account}:user/stand-in`,
    userId: "AIDASTANDIN",
  }),
  "aws:index/getRegion:getRegion": (args, place) => {
    const region = typeof args.region === "string" ? args.region : place.region;
    const endpoint = `ec2.${region}.${partitionOf(region).domain}`;
    return { id: region, region, name: region, description: region, endpoint };
  },
  "aws:index/getPartition:getPartition": (_, { region }) => {
    const { partition, domain } = partitionOf(region);
    const reverseDnsPrefix = domain.split(".").reverse().join(".");
    return { id: partition, partition, dnsSuffix: domain, reverseDnsPrefix };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, { region }) => ({
    ...args,
    id: region,
    region,
    names: zonesOf(region),
    zoneIds: zonesOf(region).map((_, n) => `${region}-az${n + 1}`),
    groupNames: [region],
  }),
};
