import { randomBytes } from "node:crypto";
import type { InvokeTable } from "../model";
import { partitionOf } from "../place";
import { sha256 } from "../values";

/** Accounts that write load balancers' logs ("Enable access logs for your Application Load Balancer", regions before August 2022). */
const loadBalancerAccounts: Readonly<Record<string, string>> = {
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "eu-north-1": "897822967062",
  "eu-south-1": "635631232127",
  "ap-northeast-1": "582318560864",
  "ap-northeast-2": "600734575887",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-south-1": "718504428378",
  "sa-east-1": "507241528517",
};

/** What a program asks of services before it makes anything. */
export const services: InvokeTable = {
  "aws:elb/getServiceAccount:getServiceAccount": (_, { region }) => {
    const id = loadBalancerAccounts[region];
    if (!id)
      throw new Error(`getServiceAccount: region ${region} has no load balancer account; use the service principal`);
    return { id, region, arn: `arn:${partitionOf(region).partition}:iam::${id}:root` };
  },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": (args, { account, region }) => {
    // Another one at each call, as on AWS: whatever depends on it by mistake changes at each preview.
    const password = randomBytes(48).toString("base64");
    return {
      ...args,
      id: region,
      region,
      userName: "AWS",
      password,
      authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
      proxyEndpoint: `https://${account}.dkr.ecr.${region}.${partitionOf(region).domain}`,
      expiresAt: new Date(Date.now() + 12 * 3600 * 1000).toISOString(),
    };
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, { region }) => {
    const id = `pl-${sha256(`${region} ${args.name}`).slice(0, 8)}`;
    const arn = `arn:${partitionOf(region).partition}:ec2:${region}:aws:prefix-list/${id}`;
    return { ...args, id, arn, region, ownerId: "AWS", addressFamily: "IPv4", maxEntries: 55, version: 1, entries: [] };
  },
  "aws:ecr/getImages:getImages": (args) => {
    // The account is empty but for what the stack itself makes; this is how AWS says so.
    throw new Error(`RepositoryNotFoundException: The repository with name '${args.repositoryName}' does not exist`);
  },
};
