import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { containerDefinitions } from "../../components/containerDefinitions";
import { assertGolden } from "../golden";
import { type Definition, definitions, planned } from "./task/planned";

/** One container of a list. */
function the(name: string, list: Definition[]): Definition {
  const found = list.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
}

const health = { command: ["CMD", "true"] };

/** A task with all that it can have. */
const everything = planned({
  cpu: 1024,
  memory: 2048,
  application: { listen: "socket", size: { cpu: 512, memory: 1024 } },
  logs: { kind: "firelens", options: { Name: "kinesis_firehose" } },
  exec: true,
  inspection: { kind: "relay", port: 9000, user: 1001, health, size: { memoryReservation: 128 } },
  sidecars: [{ name: "agent", user: 0, essential: false, command: ["run"], size: { cpu: 64 } }],
  volumes: [{ kind: "scratch", name: "cache", mounts: [{ container: "app", path: "/cache" }] }],
});

describe("Container definitions", () => {
  it("are what was reviewed, for the usual task and for one with everything", () => {
    assertGolden("components/usualTask.json", `${JSON.stringify(definitions(planned()), null, 2)}\n`);
    assertGolden("components/taskWithEverything.json", `${JSON.stringify(definitions(everything), null, 2)}\n`);
  });

  it("map a port of the proxy and of nothing else", () => {
    for (const plan of [planned(), everything]) {
      const mapped = definitions(plan).filter(({ portMappings }) => portMappings !== undefined);
      assert.deepEqual(
        mapped.map(({ name }) => name),
        ["nginx"],
      );
    }
  });

  it("do not depend on the order in which the environment was written", () => {
    const one = definitions(planned(), { app: { A: "1", Z: "2" } });
    assert.deepEqual(one, definitions(planned(), { app: { Z: "2", A: "1" } }));
  });

  it("start the proxy when the sidecars are healthy that say so and that the task ends with, because it may ask them", () => {
    const [staff, silent, agent] = [
      { name: "staff", user: 1, health },
      { name: "silent", user: 1 },
      { name: "agent", user: 1, health, essential: false },
    ];
    const { dependsOn } = the("nginx", definitions(planned({ sidecars: [staff, silent, agent] })));
    assert.deepEqual(dependsOn, [
      { containerName: "app", condition: "HEALTHY" },
      { containerName: "staff", condition: "HEALTHY" },
    ]);
  });

  it("never let the environment move the application off the loopback", () => {
    const { environment } = the("app", definitions(planned(), { app: { HOST: "0.0.0.0" } }));
    assert.deepEqual(
      (environment as { name: string; value: string }[]).filter(({ name }) => name === "HOST"),
      [{ name: "HOST", value: "127.0.0.1" }],
    );
  });

  it("run every container with a read-only root and no capability, and none but the router and who says so as root", () => {
    for (const { name, user, readonlyRootFilesystem, linuxParameters } of definitions(everything)) {
      assert.equal(readonlyRootFilesystem, true, name);
      assert.deepEqual((linuxParameters as { capabilities: object }).capabilities, { drop: ["ALL"] }, name);
      assert.equal(user === "0", ["log-router", "agent"].includes(name), name);
    }
  });

  it("give an application on a socket no address, and its volume to the two sides of the socket alone", () => {
    const list = definitions(planned({ application: { listen: "socket" } }));
    const names = (the("app", list).environment as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ["KEEP_ALIVE_SECONDS", "SOCKET", "STOP_SECONDS"]);
    const sees = list.flatMap(({ name, mountPoints }) =>
      (mountPoints as { sourceVolume: string; readOnly: boolean }[])
        .filter(({ sourceVolume }) => sourceVolume === "socket")
        .map(({ readOnly }) => [name, readOnly]),
    );
    assert.deepEqual(sees, [
      ["nginx", true],
      ["app", false],
    ]);
  });

  it("start a relay after the application and before the proxy, and stop them in the reverse order", () => {
    const list = definitions(planned({ inspection: { kind: "relay", port: 9000, user: 1001, health } }));
    const healthy = (containerName: string) => ({ containerName, condition: "HEALTHY" });
    assert.deepEqual(the("nginx", list).dependsOn, [healthy("app"), healthy("inspection")]);
    assert.deepEqual(the("inspection", list).dependsOn, [healthy("app")]);
    assert.equal(the("app", list).dependsOn, undefined);
    assert.ok(the("inspection", list).healthCheck);
  });

  it("start what decides before the proxy, and without waiting for the application", () => {
    const list = definitions(planned({ inspection: { kind: "decide", port: 9000, user: 1001, health } }));
    assert.equal((the("nginx", list).dependsOn as object[]).length, 2);
    assert.equal(the("inspection", list).dependsOn, undefined);
  });

  it("tell a relay where it listens and where it sends on, and what decides only the first", () => {
    const told = (kind: "relay" | "decide") => {
      const list = definitions(planned({ inspection: { kind, port: 9000, user: 1001, health } }));
      return (the("inspection", list).environment as { name: string; value: string }[]).map(
        ({ name, value }) => `${name}=${value}`,
      );
    };
    const own = ["HOST=127.0.0.1", "KEEP_ALIVE_SECONDS=65", "PORT=9000", "STOP_SECONDS=29"];
    assert.deepEqual(told("decide"), own);
    assert.deepEqual(told("relay"), [...own, "UPSTREAM_HOST=127.0.0.1", "UPSTREAM_PORT=3000"]);
  });

  it("start the log router before whoever writes to it, and keep its own lines in CloudWatch", () => {
    const list = definitions(planned({ logs: { kind: "firelens", options: { Name: "null" } } }));
    for (const name of ["nginx", "app"]) {
      const { dependsOn, logConfiguration } = the(name, list);
      assert.ok(
        (dependsOn as { containerName: string; condition: string }[]).some(
          ({ containerName, condition }) => containerName === "log-router" && condition === "START",
        ),
      );
      assert.deepEqual(logConfiguration, { logDriver: "awsfirelens", options: { Name: "null" } });
    }
    const { firelensConfiguration, logConfiguration, essential } = the("log-router", list);
    assert.deepEqual(firelensConfiguration, { type: "fluentbit" });
    assert.equal((logConfiguration as { logDriver: string }).logDriver, "awslogs");
    assert.equal(essential, true);
  });

  it("give the log router a folder to write to, for an output that buffers on disk", () => {
    const list = definitions(planned({ logs: { kind: "firelens", options: { Name: "s3" } } }));
    const { mountPoints, readonlyRootFilesystem, user } = the("log-router", list);
    assert.deepEqual([readonlyRootFilesystem, user], [true, "0"]);
    const own = { sourceVolume: "log-router", containerPath: "/tmp", readOnly: false };
    assert.deepEqual(mountPoints, [own]);
    for (const name of ["nginx", "app"])
      assert.doesNotMatch(JSON.stringify(the(name, list).mountPoints ?? []), /router/);
  });

  it("lose no line where a container may wait, and say so without a buffer", () => {
    const options = definitions(planned({ logs: { mode: "blocking" } })).map(
      ({ logConfiguration }) => (logConfiguration as { options: Record<string, string> }).options,
    );
    assert.deepEqual(
      options.map((each) => [each.mode, each["max-buffer-size"]]),
      [
        ["blocking", undefined],
        ["blocking", undefined],
      ],
    );
  });

  it("give each container's agent of ECS Exec folders of its own, and an init process, only where sessions are allowed", () => {
    const text = JSON.stringify(definitions(planned()));
    assert.doesNotMatch(text, /managed-agents|initProcessEnabled/);
    const mounts = definitions(planned({ exec: true })).map(({ name, mountPoints, linuxParameters }) => {
      assert.equal((linuxParameters as { initProcessEnabled: boolean }).initProcessEnabled, true);
      const own = (mountPoints as { sourceVolume: string }[]).filter((each) => each.sourceVolume.startsWith("exec-"));
      assert.ok(
        own.every((each) => each.sourceVolume.startsWith(`exec-${name}-`)),
        name,
      );
      return own.length;
    });
    assert.deepEqual(mounts, [3, 3]);
  });

  it("link the proxy to the application in network mode bridge, which listens on its container's address and publishes nothing", () => {
    const list = definitions(planned({ compute: { kind: "hosts", networkMode: "bridge" } }));
    assert.deepEqual(the("nginx", list).links, ["app"]);
    const [port] = the("nginx", list).portMappings as { containerPort: number; hostPort: number }[];
    assert.deepEqual([port?.containerPort, port?.hostPort], [8080, 0]);
    const { environment, portMappings, links } = the("app", list);
    assert.deepEqual([portMappings, links], [undefined, undefined]);
    assert.ok(
      (environment as { name: string; value: string }[]).some(
        ({ name, value }) => name === "HOST" && value === "0.0.0.0",
      ),
    );
  });

  it("publish the host's port that was asked for, and none where a task has an address of its own", () => {
    const hostPort = (compute: Parameters<typeof planned>[0]) =>
      (the("nginx", definitions(planned(compute))).portMappings as { hostPort: number }[])[0]?.hostPort;
    assert.equal(hostPort({ compute: { kind: "hosts", networkMode: "bridge", hostPort: 80 } }), 80);
    assert.equal(hostPort({ compute: { kind: "hosts" } }), 8080);
  });

  it("are refused for surroundings that lack a container", () => {
    assert.throws(() => containerDefinitions(planned(), { region: "us-east-1", containers: {} }), /container nginx/);
  });
});
