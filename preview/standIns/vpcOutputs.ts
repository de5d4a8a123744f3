import { version as awsVersion } from "@pulumi/aws/package.json";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { Constructed } from "./construct";
import type { Child } from "./monitor";
import type { PlannedSubnet } from "./subnetPlan";
import type { Properties } from "./values";

/** The children of an `awsx.ec2.Vpc`. */
export interface MadeVpc {
  vpc: Child;
  internetGateway: Child;
  subnets: { plan: PlannedSubnet; child: Child }[];
  routeTables: Child[];
  routeTableAssociations: Child[];
  routes: Child[];
  eips: Child[];
  natGateways: Child[];
}

/** What an `awsx.ec2.Vpc` hands to the program: its children as resources, and their ids. */
export function outputsOf(made: MadeVpc): Omit<Constructed, "urn"> {
  const ids = (kind: PlannedSubnet["kind"]) => made.subnets.filter(({ plan }) => plan.kind === kind);
  const children: Record<string, Child | Child[]> = {
    vpc: made.vpc,
    internetGateway: made.internetGateway,
    subnets: made.subnets.map(({ child }) => child),
    routeTables: made.routeTables,
    routeTableAssociations: made.routeTableAssociations,
    routes: made.routes,
    eips: made.eips,
    natGateways: made.natGateways,
    vpcEndpoints: [],
  };
  const values: Record<string, Child | Child[]> = {
    vpcId: made.vpc,
    publicSubnetIds: ids("Public").map(({ child }) => child),
    privateSubnetIds: ids("Private").map(({ child }) => child),
    isolatedSubnetIds: ids("Isolated").map(({ child }) => child),
  };
  return {
    outputs: { ...mapChildren(children, reference), ...mapChildren(values, ({ id }) => id) },
    outputDependencies: Object.fromEntries(
      Object.entries({ ...children, ...values }).map(([name, sources]) => [
        name,
        [sources].flat().map(({ urn }) => urn),
      ]),
    ),
  };
}

function mapChildren(all: Record<string, Child | Child[]>, to: (child: Child) => unknown): Properties {
  const one = (child: Child | Child[]) => (Array.isArray(child) ? child.map(to) : to(child));
  return Object.fromEntries(Object.entries(all).map(([name, child]) => [name, one(child)]));
}

function reference({ urn, id }: Child): Properties {
  const knownId = id === rpc.unknownValue ? "" : id;
  return { [rpc.specialSigKey]: rpc.specialResourceSig, urn, id: knownId, packageVersion: awsVersion };
}
