import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ClusterRef, HostsRef, NetworkRef } from "../../../components/index";
import { checkSurroundings, type TaskImages } from "../../../components/task/checkSurroundings";
import { type Change, planned } from "./planned";

const hosts: HostsRef = {
  capacityProviderName: "hosts",
  securityGroupId: "sg-hosts",
  architecture: "x86_64",
  most: 4,
  admitsPickedPorts: true,
};
const isolated = {
  endpoints: { securityGroupId: "sg-1", s3PrefixListId: "pl-1", services: ["ecr.api", "ecr.dkr", "logs"] },
};
const bridge = { kind: "hosts" as const, networkMode: "bridge" as const };
const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/web/token";

function refused(
  change: Change,
  around: { cluster?: Partial<ClusterRef>; network?: Partial<NetworkRef>; arm?: boolean; images?: TaskImages } = {},
) {
  const cluster = { arn: "cluster", ...around.cluster };
  const network = { ...around.network } as NetworkRef;
  const architecture = around.arm ? ("arm64" as const) : ("x86_64" as const);
  const surroundings = { cluster, network, architecture, ...around.images };
  return checkSurroundings("service", planned(change), surroundings).map(({ where }) => where);
}

describe("What a task needs around it", () => {
  it("is nothing, on Fargate", () => assert.deepEqual(refused({}), []));

  it("is a cluster that records sessions, where operators may open them", () => {
    assert.deepEqual(refused({ exec: true }), ["service.exec"]);
    assert.deepEqual(refused({ exec: true }, { cluster: { sessions: { logGroupArn: "arn" } } }), []);
  });

  it("is a cluster with hosts of its processor, where it runs on some", () => {
    assert.deepEqual(refused({ compute: { kind: "hosts" } }), ["service.compute.kind"]);
    assert.deepEqual(refused({ compute: { kind: "hosts" } }, { cluster: { hosts } }), []);
    assert.deepEqual(refused({ compute: { kind: "hosts" } }, { cluster: { hosts }, arm: true }), [
      "service.architecture",
    ]);
  });

  it("is a load balancer that the hosts admit to the ports that ECS picks, or a port of the host", () => {
    const closed = { ...hosts, admitsPickedPorts: false };
    assert.deepEqual(refused({ compute: bridge }, { cluster: { hosts } }), []);
    assert.deepEqual(refused({ compute: bridge }, { cluster: { hosts: closed } }), ["service.compute.hostPort"]);
    assert.deepEqual(refused({ compute: { ...bridge, hostPort: 80 } }, { cluster: { hosts: closed } }), []);
  });

  it("is a host more than tasks, where each has a port of its host and none may stop first", () => {
    const fixed = { compute: { ...bridge, hostPort: 80 }, desiredCount: 4 };
    const whole = { deployment: { kind: "rolling" as const, minimumHealthyPercent: 100 } };
    assert.deepEqual(refused({ ...fixed, ...whole }, { cluster: { hosts } }), ["service.compute.hostPort"]);
    assert.deepEqual(refused({ ...fixed, ...whole }, { cluster: { hosts: { ...hosts, most: 5 } } }), []);
    assert.deepEqual(refused(fixed, { cluster: { hosts } }), []);
  });

  it("is as many hosts as scaling may make tasks, where each has a port of its host", () => {
    const fixed = { compute: { ...bridge, hostPort: 80 } };
    const scaling = { minimum: 2, maximum: 5, cpuPercent: 60 };
    const five = { cluster: { hosts: { ...hosts, most: 5 } } };
    assert.deepEqual(refused({ ...fixed, scaling }, { cluster: { hosts } }), ["service.compute.hostPort"]);
    assert.deepEqual(refused({ ...fixed, scaling }, five), []);
    const day = { name: "day", schedule: "cron(0 8 * * ? *)", minimum: 2, maximum: 6 };
    const scheduled = { ...fixed, scaling: { ...scaling, schedules: [day] } };
    assert.deepEqual(refused(scheduled, five), ["service.compute.hostPort"]);
  });

  it("is images in ECR, where nothing leads to another registry", () => {
    const ours = { image: { uri: "shop/app:1", repositoryArn: "arn:aws:ecr:eu-west-1:123456789012:repository/app" } };
    const outside = { image: { uri: "shop/app:1" } };
    const mixed = { application: outside, inspection: outside, sidecars: [ours, outside] };
    const expected = ["service.application.image", "service.inspection.image", "service.sidecars[1].image"];
    assert.deepEqual(refused({}, { network: isolated, images: mixed }), expected);
    assert.deepEqual(refused({}, { network: isolated, images: { application: ours, sidecars: [ours] } }), []);
    assert.deepEqual(refused({}, { images: mixed }), []);
  });

  it("is an endpoint for the key of its sessions, where nothing leads to the internet", () => {
    const sessions = { logGroupArn: "arn", kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" };
    const opened = { ...isolated.endpoints, services: [...isolated.endpoints.services, "ssmmessages"] };
    const asked = (kept: ClusterRef["sessions"], services: string[]) =>
      refused(
        { exec: true },
        { cluster: kept === undefined ? {} : { sessions: kept }, network: { endpoints: { ...opened, services } } },
      );
    assert.deepEqual(asked(sessions, opened.services), ["service.exec"]);
    assert.deepEqual(asked(sessions, [...opened.services, "kms"]), []);
    assert.deepEqual(asked({ logGroupArn: "arn" }, opened.services), []);
  });

  it("is an endpoint for each service that it asks at its start, where nothing leads to the internet", () => {
    const network = isolated;
    const secrets = { TOKEN: { kind: "parameter" as const, arn } };
    assert.deepEqual(refused({ application: { secrets } }, { network }), ["service.application.secrets.TOKEN"]);
    const sidecars = [{ name: "agent", user: 1, secrets: { KEY: { kind: "secret" as const, arn } } }];
    assert.deepEqual(refused({ sidecars }, { network }), ["service.sidecars[0].secrets.KEY"]);
    const logs = { kind: "firelens" as const, options: { Name: "null" } };
    assert.deepEqual(refused({ logs }, { network }), ["service.logs.kind"]);
    const ssm = { endpoints: { ...isolated.endpoints, services: ["ssm"] } };
    assert.deepEqual(refused({ application: { secrets } }, { network: ssm }), []);
  });
});
