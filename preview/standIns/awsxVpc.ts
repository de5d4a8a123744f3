import { version as awsVersion } from "@pulumi/aws/package.json";
import type { ConstructCall, Constructed } from "./construct";
import { type Child, type ChildArgs, From, Monitor } from "./monitor";
import { zonesOf } from "./place";
import { type PlannedSubnet, planSubnets } from "./subnetPlan";
import { isObject, type Properties, withoutSecrets } from "./values";
import { type MadeVpc, outputsOf } from "./vpcOutputs";

/** awsx takes the first three zones of the region when the program does not say how many. */
const defaultZones = 3;
const everywhere = "0.0.0.0/0";

/** Inputs of an `awsx.ec2.Vpc` that it does not hand on to its `aws.ec2.Vpc`. */
const ownInputs = [
  "availabilityZoneCidrMask",
  "availabilityZoneNames",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetNameTagStrategy",
  "subnetSpecs",
  "subnetStrategy",
  "vpcEndpointSpecs",
  "vpcEndpointStrategy",
];

/** Makes what awsx makes for an `awsx.ec2.Vpc`, with the names and parents that awsx gives. */
export async function constructVpc(call: ConstructCall): Promise<Constructed> {
  refuseUnplayed(call.inputs);
  const monitor = new Monitor(call);
  try {
    const component = await monitor.component(call.inputs);
    const made = await new VpcBuilder(call, monitor, component.urn).build();
    const { outputs, outputDependencies } = outputsOf(made);
    await monitor.outputs(component.urn, outputs);
    return { urn: component.urn, outputs, outputDependencies };
  } finally {
    monitor.close();
  }
}

/** What the real awsx would make of these inputs, the stand-in would leave out without a word. */
function refuseUnplayed(inputs: Properties): void {
  const nat = isObject(inputs.natGateways) ? inputs.natGateways : {};
  const given: Record<string, unknown> = {
    vpcEndpointSpecs: inputs.vpcEndpointSpecs,
    ipv4IpamPoolId: inputs.ipv4IpamPoolId,
    "natGateways.elasticIpAllocationIds": nat.elasticIpAllocationIds,
  };
  const unplayed = Object.keys(given).filter((name) => given[name] !== undefined);
  if (unplayed.length > 0) {
    throw new Error(
      `the stand-in for awsx:ec2:Vpc does not play ${unplayed.join(", ")}; see preview/standIns/awsxVpc.ts`,
    );
  }
}

class VpcBuilder {
  private readonly inputs: Properties;

  constructor(
    private readonly call: ConstructCall,
    private readonly monitor: Monitor,
    private readonly component: string,
  ) {
    this.inputs = withoutSecrets(call.inputs) as Properties;
  }

  async build(): Promise<MadeVpc> {
    const { name } = this.call;
    const cidrBlock = String(this.inputs.cidrBlock ?? "10.0.0.0/16");
    const handedOn = Object.entries(this.inputs).filter(([key]) => !ownInputs.includes(key));
    const vpc = await this.make("aws:ec2/vpc:Vpc", name, this.component, {
      ...Object.fromEntries(handedOn),
      cidrBlock,
      tags: this.tags(name),
    });
    const internetGateway = await this.make("aws:ec2/internetGateway:InternetGateway", name, vpc.urn, {
      vpcId: new From(vpc),
      tags: this.tags(name),
    });
    const made: MadeVpc = {
      vpc,
      internetGateway,
      subnets: [],
      routeTables: [],
      routeTableAssociations: [],
      routes: [],
      eips: [],
      natGateways: [],
    };
    const plans = planSubnets(name, cidrBlock, this.zones(), this.inputs.subnetSpecs);
    // Zone by zone; in each, a private subnet's route needs the NAT gateway that stands in a public one.
    const order = ["Public", "Private", "Isolated"];
    for (const zone of this.zones()) {
      const own = plans.filter((plan) => plan.zone === zone);
      for (const plan of own.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)))
        await this.subnet(made, plan);
    }
    return made;
  }

  private async subnet(made: MadeVpc, plan: PlannedSubnet): Promise<void> {
    const child = await this.make("aws:ec2/subnet:Subnet", plan.name, made.vpc.urn, {
      vpcId: new From(made.vpc),
      availabilityZone: plan.zone,
      cidrBlock: plan.cidrBlock,
      mapPublicIpOnLaunch: plan.kind === "Public",
      ...this.ipv6Block(made, plan),
      tags: { ...this.tags(plan.name), SubnetType: plan.kind },
    });
    made.subnets.push({ plan, child });
    const table = await this.make("aws:ec2/routeTable:RouteTable", plan.name, child.urn, {
      vpcId: new From(made.vpc),
      tags: { ...this.tags(plan.name), SubnetType: plan.kind },
    });
    made.routeTables.push(table);
    made.routeTableAssociations.push(
      await this.make("aws:ec2/routeTableAssociation:RouteTableAssociation", plan.name, table.urn, {
        routeTableId: new From(table),
        subnetId: new From(child),
      }),
    );
    if (plan.kind === "Public" && this.needsNat(made)) await this.nat(made, child, plan);
    const target = this.wayOut(made, plan);
    if (!target) return;
    const inputs = { routeTableId: new From(table), destinationCidrBlock: everywhere, ...target };
    made.routes.push(await this.make("aws:ec2/route:Route", plan.name, table.urn, inputs));
  }

  /** awsx numbers the /64 blocks of a VPC's /56 by the order in which it makes the subnets. */
  private ipv6Block(made: MadeVpc, plan: PlannedSubnet): ChildArgs["inputs"] {
    if (this.inputs.assignGeneratedIpv6CidrBlock !== true || !plan.ipv6) return {};
    const number = made.subnets.length.toString(16).padStart(2, "0");
    const block = new From(made.vpc, "ipv6CidrBlock", (whole) => whole.replace(/00::\/56$/, `${number}::/64`));
    return { ipv6CidrBlock: block, assignIpv6AddressOnCreation: true };
  }

  private async nat(made: MadeVpc, subnet: Child, plan: PlannedSubnet): Promise<void> {
    const name = `${this.call.name}-${this.zones().indexOf(plan.zone) + 1}`;
    const eip = await this.make("aws:ec2/eip:Eip", name, subnet.urn, { tags: this.tags(name) });
    made.eips.push(eip);
    made.natGateways.push(
      await this.make("aws:ec2/natGateway:NatGateway", name, subnet.urn, {
        subnetId: new From(subnet),
        allocationId: new From(eip, "allocationId"),
        tags: this.tags(name),
      }),
    );
  }

  private wayOut(made: MadeVpc, plan: PlannedSubnet): Properties | undefined {
    if (plan.kind === "Public") return { gatewayId: new From(made.internetGateway) };
    const zone = this.natStrategy() === "single" ? 0 : this.zones().indexOf(plan.zone);
    const gateway = made.natGateways[zone];
    return plan.kind === "Private" && gateway ? { natGatewayId: new From(gateway) } : undefined;
  }

  private needsNat(made: MadeVpc): boolean {
    const strategy = this.natStrategy();
    return strategy === "oneperaz" || (strategy === "single" && made.natGateways.length === 0);
  }

  private natStrategy(): string {
    const given = this.inputs.natGateways;
    return String(isObject(given) ? (given.strategy ?? "OnePerAz") : "OnePerAz").toLowerCase();
  }

  private zones(): string[] {
    const names = this.inputs.availabilityZoneNames;
    if (Array.isArray(names)) return names.map(String);
    return zonesOf(this.call.region).slice(0, Number(this.inputs.numberOfAvailabilityZones ?? defaultZones));
  }

  private tags(name: string): Record<string, unknown> {
    return { ...(isObject(this.inputs.tags) ? this.inputs.tags : {}), Name: name };
  }

  private make(type: string, name: string, parent: string, inputs: ChildArgs["inputs"]): Promise<Child> {
    const provider = this.call.providers.aws;
    return this.monitor.child({ type, name, parent, inputs, provider, version: awsVersion });
  }
}
