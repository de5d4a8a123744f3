import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import type { StateResource } from "./drift";

const root = join(__dirname, "..", "..");

/** The state of the stack dev as a release left it, on the stand-ins; a release adds its own beside it. */
const release = join(__dirname, "releases", "0.1.0.dev.json");

/** What must live on through an upgrade: visitors, images and logs hang on it. */
const lasting = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/listener:Listener",
  "aws:lb/targetGroup:TargetGroup",
  "aws:ecr/repository:Repository",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/service:Service",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:iam/role:Role",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:s3/bucket:Bucket",
];

describe("An upgrade from the last release", () => {
  let state: string;

  before(() => {
    state = mkdtempSync(join(tmpdir(), "gatehouse-upgrade-"));
  });
  after(() => rmSync(state, { recursive: true }));

  /**
   * What an update by today's program does to a state: `replace aws:lb/targetGroup:TargetGroup web`. An update and not a
   * preview: where the load balancer itself changes, the stand-ins preview its ARN as unknown, as AWS's provider does not.
   */
  async function done(resources: StateResource[]): Promise<string[]> {
    const events: EngineEvent[] = [];
    await onStandIns({ stack: "dev", projectDir: root, state, progress: () => undefined }, async (stack) => {
      const exported = await stack.exportStack();
      await stack.importStack({ ...exported, deployment: { ...exported.deployment, resources } });
      await stack.up({ onEvent: (event) => events.push(event) });
    });
    return events.flatMap(({ resourcePreEvent }) => {
      const { op, type, urn = "" } = resourcePreEvent?.metadata ?? {};
      return op === undefined ? [] : [`${op} ${type} ${urn.split("::").at(-1)}`];
    });
  }

  const ends = (steps: string[]) =>
    steps.filter((step) => /^(replace|delete)/.test(step) && lasting.some((type) => step.includes(` ${type} `)));

  it("replaces and removes nothing that has to last", async () => {
    const steps = await done(JSON.parse(readFileSync(release, "utf8")));
    assert.deepEqual(ends(steps), []);
    assert.ok(
      steps.some((step) => step.startsWith("update aws:lb/loadBalancer:LoadBalancer")),
      steps.join("\n"),
    );
  });

  it("would be seen to, if it renamed a repository", async () => {
    const resources: StateResource[] = JSON.parse(readFileSync(release, "utf8"));
    for (const { type, inputs } of resources) {
      if (type === "aws:ecr/repository:Repository") inputs.name = `${inputs.name}-before`;
    }
    const repositories = ends(await done(resources));
    assert.equal(repositories.filter((step) => step.startsWith("replace aws:ecr/repository")).length, 2);
  });
});
