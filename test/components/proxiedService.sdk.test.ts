import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import {
  Cluster,
  ContainerImage,
  InvalidArguments,
  LoadBalancer,
  Network,
  ProxiedService,
} from "../../components/index";
import { type Registration, registrations } from "./registrations";

interface Container {
  name: string;
  image: string;
  portMappings?: { containerPort: number }[];
  dependsOn?: { containerName: string; condition: string }[];
  readonlyRootFilesystem: boolean;
  user: string;
  linuxParameters: { capabilities: { drop: string[] } };
  environment?: { name: string; value: string }[];
  logConfiguration: { options: Record<string, string> };
}

describe("A proxied service", () => {
  const started = process.cwd();
  let project: string;
  let all: Registration[];

  /** The stack of S1, smaller: what each test looks at. */
  function stack(proxyPort = 8080, memory = 512): void {
    const network = new Network("web", {});
    const cluster = new Cluster("web", {});
    const loadBalancer = new LoadBalancer("web", { network, idleSeconds: 30 });
    const image = new ContainerImage("web-app", { context: "app" });
    new ProxiedService("web", {
      network,
      cluster,
      edge: loadBalancer,
      memory,
      application: { image, health: { command: ["CMD", "true"] }, environment: { COLOUR: "blue" } },
      proxy: { port: proxyPort, sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
    });
  }

  const only = (type: string): Registration => {
    const found = all.filter((resource) => resource.type === type);
    assert.equal(found.length, 1, `${found.length} of ${type}`);
    return found[0] as Registration;
  };
  const containers = (): Container[] =>
    JSON.parse(String(only("aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions));
  const container = (name: string): Container => {
    const found = containers().find((candidate) => candidate.name === name);
    assert.ok(found, name);
    return found;
  };

  before(async () => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    process.chdir(project);
    await import("node:fs/promises").then((fs) => fs.mkdir("app"));
    writeFileSync(join("app", "Dockerfile"), "FROM scratch\n");
    all = await registrations(stack);
  });
  after(() => {
    process.chdir(started);
    rmSync(project, { recursive: true });
  });

  it("says its container definitions in plain text at the first preview", () => {
    assert.deepEqual(
      containers().map(({ name }) => name),
      ["nginx", "app"],
    );
    assert.match(
      container("nginx").image,
      /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/gatehouse\/dev\/web-proxy:[0-9a-f]{16}$/,
    );
  });

  it("registers the proxy's port with the load balancer and no other", () => {
    const [entry, ...more] = only("aws:ecs/service:Service").inputs.loadBalancers as Record<string, unknown>[];
    assert.equal(more.length, 0);
    assert.equal(entry?.containerName, "nginx");
    assert.equal(entry?.containerPort, 8080);
  });

  it("maps no port of the application, which listens on loopback", () => {
    assert.equal(container("app").portMappings, undefined);
    const environment = container("app").environment ?? [];
    assert.deepEqual(
      environment.map(({ name, value }) => `${name}=${value}`),
      ["COLOUR=blue", "HOST=127.0.0.1", "KEEP_ALIVE_SECONDS=65", "PORT=3000", "STOP_SECONDS=29"],
    );
  });

  it("starts the proxy after the application is healthy, and so stops it first", () => {
    assert.deepEqual(container("nginx").dependsOn, [{ containerName: "app", condition: "HEALTHY" }]);
    assert.equal(container("app").dependsOn, undefined);
  });

  it("runs both containers unprivileged, with a read-only root and no capability", () => {
    for (const { readonlyRootFilesystem, user, linuxParameters } of containers()) {
      assert.equal(readonlyRootFilesystem, true);
      assert.match(user, /^[1-9]\d+$/);
      assert.deepEqual(linuxParameters.capabilities.drop, ["ALL"]);
    }
  });

  it("never lets a slow log driver stop a container, and gives each a log group of its own", () => {
    const groups = containers().map(({ logConfiguration }) => logConfiguration.options);
    assert.deepEqual(
      groups.map((options) => options.mode),
      ["non-blocking", "non-blocking"],
    );
    assert.deepEqual(
      groups.map((options) => options["awslogs-group"]),
      ["/ecs/gatehouse/dev/web/nginx", "/ecs/gatehouse/dev/web/app"],
    );
  });

  it("opens the proxy's port, by rules of their own", () => {
    const ingress = all.filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const ports = ingress.map(({ name, inputs }) => [name, inputs.fromPort, inputs.toPort, inputs.cidrIpv4]);
    assert.deepEqual(ports.sort(), [
      ["web-edge-80", 80, 80, "0.0.0.0/0"],
      ["web-task-proxy", 8080, 8080, undefined],
    ]);
    for (const { inputs } of all.filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup")) {
      assert.equal(inputs.ingress, undefined);
    }
  });

  it("believes the load balancer's subnets, and no others, about the client", () => {
    const network = all.find(({ type }) => type === "awsx:ec2:Vpc");
    const specs = network?.inputs.subnetSpecs as { cidrBlocks: string[] }[];
    assert.deepEqual(
      specs.map((spec) => spec.cidrBlocks),
      [["10.0.0.0/20", "10.0.16.0/20"]],
    );
  });

  it("lets only this account's ECS take its roles, and names every resource that a role may use", () => {
    const roles = all.filter(({ type }) => type === "aws:iam/role:Role");
    assert.equal(roles.length, 2);
    for (const { inputs } of roles) {
      const { Statement } = JSON.parse(String(inputs.assumeRolePolicy));
      assert.deepEqual(Statement[0].Condition.StringEquals, { "aws:SourceAccount": "123456789012" });
      assert.equal(Statement[0].Condition.ArnLike["aws:SourceArn"], "arn:aws:ecs:us-east-1:123456789012:*");
    }
  });

  it("keeps 75 % in service, allows 200 %, and rolls back what does not come up", () => {
    const { inputs } = only("aws:ecs/service:Service");
    assert.equal(inputs.deploymentMinimumHealthyPercent, 75);
    assert.equal(inputs.deploymentMaximumPercent, 200);
    assert.deepEqual(inputs.deploymentCircuitBreaker, { enable: true, rollback: true });
  });

  it("puts one number in every place that needs it", async () => {
    all = await registrations(() => stack(9090));
    const places = [
      only("aws:lb/targetGroup:TargetGroup").inputs.port,
      container("nginx").portMappings?.[0]?.containerPort,
      (only("aws:ecs/service:Service").inputs.loadBalancers as { containerPort: number }[])[0]?.containerPort,
      all.find(({ name }) => name === "web-task-proxy")?.inputs.fromPort,
      all.find(({ name }) => name === "web-edge-proxy")?.inputs.toPort,
    ];
    assert.deepEqual(places, [9090, 9090, 9090, 9090, 9090]);
  });

  it("is refused before any of its resources exists", async () => {
    const registered: Registration[] = [];
    await assert.rejects(
      async () => registered.push(...(await registrations(() => stack(8080, 700)))),
      (error) => error instanceof InvalidArguments && /memory: given 700 MiB/.test(error.message),
    );
    assert.deepEqual(registered, []);
  });
});
