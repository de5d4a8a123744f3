import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("networks");

const common = `config:
  aws:region: eu-west-1
  gatehouse:applicationContext: ../../app
  gatehouse:disposable: true
  gatehouse:sites:
    - routes:
        - path: /api/users/:id
          methods: [GET]
`;

const stacks = {
  isolated: `${common}  gatehouse:networkLayout: isolated
  gatehouse:networkEndpoints: [secretsmanager]
  gatehouse:flowLogs: all
`,
  existing: common,
  network: `${common}  gatehouse:cidrBlock: 10.9.0.0/16
  gatehouse:networkLayout: isolated
`,
  service: common,
};

/** The repository's program in a network that it is given instead of its own. */
function programIn(network: string): string {
  const [imports = "", body = ""] = source.split(/\n\n(?=const config)/);
  const own = "new Network(config.name, config.network)";
  assert.ok(body.includes(own), "the program makes its network in one line");
  return `${imports.replaceAll('from "./', 'from "../../')}
import { StackReference } from "@pulumi/pulumi";
import { existingNetwork, networkFields, networkOf } from "../../components/index";

module.exports = async () => {
${body.replace(own, network).replaceAll("export const", "const")}
return { url };
};
`;
}

const source = readFileSync(join(__dirname, "..", "..", "index.ts"), "utf8");

const programs = {
  existing: programIn(`existingNetwork("office", {
  vpcId: "vpc-0123456789abcdef0",
  loadBalancerSubnets: [
    { id: "subnet-0123456789abcdef0", cidrBlock: "10.1.0.0/24" },
    { id: "subnet-0123456789abcdef1", cidrBlock: "10.1.1.0/24" },
  ],
  taskSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
})`),
  network: `import { Network, networkFields } from "../../components/index";
import { readConfig } from "../../config";

export const shared = networkFields(new Network("shared", { ...readConfig().network, ipv6: true }));
`,
  service: programIn('await networkOf(new StackReference("organization/gatehouse/network"), "shared")'),
};

interface Deployed {
  type: string;
  urn: string;
  dependencies?: string[];
  inputs: Record<string, unknown>;
}

/** What the stack has, once it is deployed. */
async function deployed(stack: Stack): Promise<Deployed[]> {
  return (await stack.exportStack()).deployment.resources;
}

const only = (resources: Deployed[], type: string): Deployed => {
  const [found, ...more] = resources.filter((resource) => resource.type === type);
  assert.ok(found !== undefined && more.length === 0, `${more.length + 1} of ${type}`);
  return found;
};

/** The nginx.conf of the proxy's image. */
function nginxConf(resources: Deployed[]): string {
  const image = resources.find(({ type, urn }) => type === "docker:index/image:Image" && urn.includes("web-proxy"));
  assert.ok(image, "there is an image of the proxy");
  const { context } = image.inputs.build as { context: string };
  return readFileSync(join(project.folder, context, "nginx.conf"), "utf8");
}

/** What has an address in the network waits for all that leads out of it. */
function waitForWays(resources: Deployed[]): void {
  const all = (type: string) => resources.filter((each) => each.type === type).map(({ urn }) => urn);
  const routes = [...all("aws:ec2/route:Route"), ...all("aws:ec2/routeTableAssociation:RouteTableAssociation")];
  const endpoints = all("aws:ec2/vpcEndpoint:VpcEndpoint");
  assert.ok(routes.length > 0 && endpoints.length > 0);
  const service = only(resources, "aws:ecs/service:Service").dependencies ?? [];
  assert.deepEqual(
    [...routes, ...endpoints].filter((way) => !service.includes(way)),
    [],
  );
  const balancer = only(resources, "aws:lb/loadBalancer:LoadBalancer").dependencies ?? [];
  assert.deepEqual(
    routes.filter((way) => !balancer.includes(way)),
    [],
  );
}

/** The load balancer's subnets have IPv6 blocks, and their own route tables lead these out; no others do. */
function leadOutOverIpv6(resources: Deployed[], subnetIds: string[]): void {
  const inputs = (type: string) => resources.filter((each) => each.type === type).map((each) => each.inputs);
  const blocks = inputs("aws:ec2/subnet:Subnet").flatMap(({ ipv6CidrBlock }) => ipv6CidrBlock ?? []);
  assert.equal(new Set(blocks).size, subnetIds.length);
  const uses = inputs("aws:ec2/routeTableAssociation:RouteTableAssociation");
  const own = uses.filter(({ subnetId }) => subnetIds.includes(String(subnetId)));
  const routes = inputs("aws:ec2/route:Route").filter(
    ({ destinationIpv6CidrBlock }) => destinationIpv6CidrBlock === "::/0",
  );
  const tablesOf = (all: Record<string, unknown>[]) => all.map(({ routeTableId }) => String(routeTableId)).sort();
  assert.deepEqual(tablesOf(routes), tablesOf(own));
  assert.ok(routes.every(({ gatewayId }) => /^igw-/.test(String(gatewayId))));
}

describe("A stack on stand-ins, under the policy pack,", () => {
  const said: EngineEvent[] = [];
  const onEvent = (event: EngineEvent) => said.push(event);

  before(() => {
    project.make(stacks);
    for (const [name, text] of Object.entries(programs)) writeFileSync(join(project.folder, `${name}.ts`), text);
  });
  after(() => project.remove());

  function open<T>(stack: string, program: string, run: (stack: Stack) => Promise<T>): Promise<T> {
    const { folder: projectDir } = project;
    const policyPacks = ["../../policies"];
    return onStandIns({ stack, projectDir, program, policyPacks, progress: () => undefined }, run);
  }

  it("in an isolated network is made, changed by no second update, and gone before the network's ways are", async () => {
    await open("isolated", "../../index.ts", async (stack) => {
      const made = await stack.up({ onEvent });
      const count = made.summary.resourceChanges?.create;
      waitForWays(await deployed(stack));
      assert.deepEqual((await stack.up({ onEvent })).summary.resourceChanges, { same: count });
      const ended: EngineEvent[] = [];
      await stack.destroy({ onEvent: (event) => ended.push(event) });
      const begun = (type: string) =>
        ended.findIndex(({ resourcePreEvent }) => resourcePreEvent?.metadata.type === type);
      const gone = (type: string) => ended.findIndex(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === type);
      const users = ["aws:ecs/service:Service", "aws:lb/loadBalancer:LoadBalancer"].map(gone);
      for (const type of ["aws:ec2/route:Route", "aws:ec2/internetGateway:InternetGateway"]) {
        for (const user of users) assert.ok(user > 0 && user < begun(type), type);
      }
      assert.ok(gone("aws:ecs/service:Service") < begun("aws:ec2/vpcEndpoint:VpcEndpoint"));
    });
  });

  it("in an existing VPC makes nothing of a network, and its proxy believes the blocks that were given", async () => {
    await open("existing", "existing.ts", async (stack) => {
      await stack.up({ onEvent });
      const resources = await deployed(stack);
      const network = resources.filter(({ type }) => /^awsx:|^aws:ec2\/(?!securityGroup)/.test(type));
      assert.deepEqual(network, []);
      const trusted = [...nginxConf(resources).matchAll(/set_real_ip_from ([^;]+);/g)].map(([, block]) => block);
      assert.deepEqual(trusted, ["10.1.0.0/24", "10.1.1.0/24"]);
      const { networkConfiguration } = only(resources, "aws:ecs/service:Service").inputs;
      const { subnets, assignPublicIp } = networkConfiguration as Record<string, unknown>;
      assert.deepEqual(subnets, ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]);
      assert.equal(assignPublicIp ?? false, false);
    });
  });

  it("in another stack's network has its blocks, its subnets and its endpoints", async () => {
    const { shared } = await open("network", "network.ts", async (stack) => {
      const { outputs } = await stack.up({ onEvent });
      assert.equal(outputs.shared?.value.loadBalancerIpv6, true);
      leadOutOverIpv6(await deployed(stack), outputs.shared?.value.loadBalancerSubnetIds);
      return outputs;
    });
    await open("service", "service.ts", async (stack) => {
      await stack.preview({ onEvent });
      await stack.up({ onEvent });
      const resources = await deployed(stack);
      const trusted = [...nginxConf(resources).matchAll(/set_real_ip_from ([^;]+);/g)].map(([, block]) => block);
      assert.deepEqual(trusted, ["10.9.0.0/20", "10.9.16.0/20"]);
      assert.deepEqual(
        only(resources, "aws:lb/loadBalancer:LoadBalancer").inputs.subnets,
        shared?.value.loadBalancerSubnetIds,
      );
      const ways = resources.filter(({ urn }) => /::web-task-(?:endpoints|s3|https)$/.test(urn));
      const destinations = ways.map(({ inputs }) => inputs.referencedSecurityGroupId ?? inputs.prefixListId);
      const { securityGroupId, s3PrefixListId } = shared?.value.endpoints ?? {};
      assert.deepEqual(destinations.sort(), [s3PrefixListId, securityGroupId].sort());
    });
  });

  it("says nothing, being in order", () => {
    assert.deepEqual(
      said.flatMap(({ policyEvent }) => policyEvent ?? []),
      [],
    );
  });
});
