import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkServicePlan } from "../../../components/checkServicePlan";
import { type Change, planned, refused } from "./planned";

const health = { command: ["CMD", "true"] };
const sidecar = { name: "agent", user: 1001 };
const relay = { kind: "relay" as const, port: 9000, user: 1001, health };
const account = "eu-west-1:123456789012";
const parameter = { kind: "parameter" as const, arn: `arn:aws:ssm:${account}:parameter/web/token` };
const secret = { kind: "secret" as const, arn: `arn:aws:secretsmanager:${account}:secret:web/keys-a1B2c3` };
const scratch = { kind: "scratch" as const, name: "cache", mounts: [{ container: "app", path: "/cache" }] };
const efs = {
  ...scratch,
  kind: "efs" as const,
  fileSystemId: "fs-1",
  accessPointId: "fsap-1",
  securityGroupId: "sg-1",
};

const sound: [what: string, change: Change][] = [
  ["on Fargate Spot with a base on demand", { compute: { onDemandBase: 1, onDemandWeight: 0, spotWeight: 1 } }],
  ["on hosts, each task with an address of its own", { compute: { kind: "hosts" }, cpu: 300, memory: 700 }],
  [
    "on hosts in network mode bridge with a socket",
    { compute: { kind: "hosts", networkMode: "bridge", hostPort: 80 }, application: { listen: "socket" } },
  ],
  ["on hosts in network mode bridge, linked", { compute: { kind: "hosts", networkMode: "bridge" } }],
  [
    "with a service that decides",
    { inspection: { ...relay, kind: "decide", onFailure: "admit", timeoutSeconds: 1, passHeaders: ["X-Score"] } },
  ],
  ["with secrets of both kinds", { application: { secrets: { TOKEN: parameter, KEY: { ...secret, key: "api" } } } }],
  [
    "with volumes of both kinds",
    { volumes: [efs, { ...scratch, name: "tmp", mounts: [{ container: "app", path: "/tmp" }] }] },
  ],
  [
    "with a relay, sidecars and a router",
    { inspection: relay, sidecars: [sidecar], logs: { kind: "firelens", options: { Name: "null" } } },
  ],
  [
    "with containers that fill it",
    { cpu: 256, memory: 512, proxySize: { cpu: 128, memory: 256 }, application: { size: { cpu: 128, memory: 256 } } },
  ],
  ["with more storage", { ephemeralGibibytes: 200 }],
];

const unsound: [what: string, change: Change, where: string][] = [
  ["weights that run nothing", { compute: { onDemandWeight: 0 } }, "compute.onDemandWeight"],
  ["a weight that ECS refuses", { compute: { spotWeight: 1001 } }, "compute.spotWeight"],
  ["half a base", { compute: { onDemandBase: 0.5 } }, "compute.onDemandBase"],
  [
    "Spot and containers that stop too slowly for it",
    { compute: { spotWeight: 1 }, application: { stopSeconds: 100 } },
    "compute.spotWeight",
  ],
  ["a host's port on Fargate", { compute: { hostPort: 80 } }, "compute.hostPort"],
  [
    "Spot that waits too short for a log router, which stops last",
    {
      compute: { spotWeight: 1 },
      proxy: { sites: [{ routes: [{ path: "/x", methods: ["GET"] }] }], stopSeconds: 60 },
      application: { stopSeconds: 60 },
      logs: { kind: "firelens", options: { Name: "null" } },
    },
    "compute.spotWeight",
  ],
  [
    "Spot that waits too short for a sidecar, and the log router after it",
    {
      compute: { spotWeight: 1 },
      sidecars: [{ ...sidecar, stopSeconds: 100 }],
      logs: { kind: "firelens", options: { Name: "null" } },
    },
    "compute.spotWeight",
  ],
  [
    "Spot that waits too short for the proxy, and for a sidecar that stops after it",
    {
      compute: { spotWeight: 1 },
      proxy: { sites: [{ routes: [{ path: "/x", methods: ["GET"] }] }], stopSeconds: 60 },
      sidecars: [{ ...sidecar, health: { command: ["CMD", "true"] }, stopSeconds: 70 }],
    },
    "compute.spotWeight",
  ],
  ["Spot on hosts", { compute: { kind: "hosts", spotWeight: 1 } }, "compute.spotWeight"],
  ["a host's port for tasks with addresses", { compute: { kind: "hosts", hostPort: 80 } }, "compute.hostPort"],
  [
    "a host's port that there is not",
    { compute: { kind: "hosts", networkMode: "bridge", hostPort: 70000 }, application: { listen: "socket" } },
    "compute.hostPort",
  ],
  ["a kind of compute that there is not", { compute: { kind: "lambda" as "fargate" } }, "compute.kind"],
  ["a CPU that hosts do not give", { compute: { kind: "hosts" }, cpu: 64 }, "cpu"],
  ["memory for no container", { compute: { kind: "hosts" }, memory: 4 }, "memory"],
  [
    "containers larger than their task",
    { memory: 512, proxySize: { memory: 256 }, application: { size: { memory: 300 } } },
    "memory",
  ],
  [
    "more CPU for containers than their task has",
    { proxySize: { cpu: 200 }, sidecars: [{ ...sidecar, size: { cpu: 100 } }] },
    "cpu",
  ],
  [
    "a reservation above its limit",
    { proxySize: { memory: 64, memoryReservation: 64 } },
    "proxySize.memoryReservation",
  ],
  ["a container too small for Docker", { application: { size: { memory: 5 } } }, "application.size.memory"],
  ["a port for a socket", { application: { listen: "socket", port: 3000 } }, "application.port"],
  [
    "a parameter that is none",
    { application: { secrets: { A: { ...parameter, arn: "/web/token" } } } },
    "application.secrets.A.arn",
  ],
  [
    "a secret without its six characters",
    { application: { secrets: { A: { ...secret, arn: `arn:aws:secretsmanager:${account}:secret:web` } } } },
    "application.secrets.A.arn",
  ],
  [
    "a key of a parameter",
    { application: { secrets: { A: { ...parameter, key: "a" } } } },
    "application.secrets.A.key",
  ],
  [
    "a secret that the environment has",
    { application: { environment: { A: "1" }, secrets: { A: parameter } } },
    "application.secrets.A",
  ],
  ["a secret that the gate sets", { application: { secrets: { HOST: parameter } } }, "application.secrets.HOST"],
  ["a secret that is no variable", { application: { secrets: { "A-B": parameter } } }, "application.secrets.A-B"],
  [
    "a volume at the proxy",
    { volumes: [{ ...scratch, mounts: [{ container: "nginx", path: "/a" }] }] },
    "volumes[0].mounts[0].container",
  ],
  [
    "a volume at the root",
    { volumes: [{ ...scratch, mounts: [{ container: "app", path: "/" }] }] },
    "volumes[0].mounts[0].path",
  ],
  ["a volume of the gate's name", { volumes: [{ ...scratch, name: "gate" }] }, "volumes[0].name"],
  ["a volume of the log router's name", { volumes: [{ ...scratch, name: "log-router" }] }, "volumes[0].name"],
  ["a volume that nobody sees", { volumes: [{ ...scratch, mounts: [] }] }, "volumes[0].mounts"],
  [
    "a file system without an access point",
    { volumes: [{ ...efs, accessPointId: undefined }] },
    "volumes[0].accessPointId",
  ],
  ["a scratch volume of a file system", { volumes: [{ ...scratch, fileSystemId: "fs-1" }] }, "volumes[0].fileSystemId"],
  [
    "a file system that a shared host would mount",
    { volumes: [efs], compute: { kind: "hosts", networkMode: "bridge" }, application: { listen: "socket" } },
    "volumes[0].kind",
  ],
  [
    "a variable whose name ends too late",
    { application: { environment: { "A B=": "x" } } },
    "application.environment.A B=",
  ],
  [
    "a sidecar's variable without a name",
    { sidecars: [{ name: "agent", user: 1, environment: { "": "x" } }] },
    "sidecars[0].environment.",
  ],
  [
    "a volume where the gate has the application's socket",
    { application: { listen: "socket" }, volumes: [{ ...scratch, mounts: [{ container: "app", path: "/run/app" }] }] },
    "volumes[0].mounts[0].path",
  ],
  [
    "a volume where the agent of ECS Exec keeps its state",
    { exec: true, volumes: [{ ...scratch, mounts: [{ container: "app", path: "/var/lib/amazon/ssm" }] }] },
    "volumes[0].mounts[0].path",
  ],
  ["two volumes at one path", { volumes: [scratch, { ...scratch, name: "other" }] }, "volumes[1].mounts[0].path"],
  ["less storage than every task has", { ephemeralGibibytes: 20 }, "ephemeralGibibytes"],
  ["storage of Fargate on hosts", { compute: { kind: "hosts" }, ephemeralGibibytes: 30 }, "ephemeralGibibytes"],
  ["a sidecar of the proxy's name", { sidecars: [{ ...sidecar, name: "nginx" }] }, "sidecars[0].name"],
  ["two sidecars of one name", { sidecars: [sidecar, sidecar] }, "sidecars[1].name"],
  ["a sidecar's user by no number", { sidecars: [{ ...sidecar, user: 1.5 }] }, "sidecars[0].user"],
  [
    "a sidecar's health check without a command",
    { sidecars: [{ ...sidecar, health: { command: [] } }] },
    "sidecars[0].health.command",
  ],
  [
    "eleven containers",
    { sidecars: Array.from({ length: 9 }, (_, n) => ({ ...sidecar, name: `agent-${n}` })) },
    "sidecars",
  ],
  ["a router that sends nowhere", { logs: { kind: "firelens" } }, "logs.options"],
  ["a router's options without one", { logs: { options: { Name: "null" } } }, "logs.options"],
  ["a buffer where containers wait", { logs: { mode: "blocking", bufferMebibytes: 5 } }, "logs.bufferMebibytes"],
  ["an inspection service on the application's port", { inspection: { ...relay, port: 3000 } }, "inspection.port"],
  ["an inspection service that is root", { inspection: { ...relay, user: 0 } }, "inspection.user"],
  [
    "an inspection service's PORT by hand",
    { inspection: { ...relay, environment: { PORT: "1" } } },
    "inspection.environment.PORT",
  ],
  ["a relay that is told how to decide", { inspection: { ...relay, onFailure: "admit" } }, "inspection.onFailure"],
  [
    "an inspection service without a shared loopback",
    { inspection: relay, compute: { kind: "hosts", networkMode: "bridge" }, application: { listen: "socket" } },
    "inspection",
  ],
];

describe("A task", () => {
  for (const [what, change] of sound) it(`is sound ${what}`, () => assert.deepEqual(refused(change), []));

  for (const [what, change, where] of unsound) {
    it(`is refused with ${what}`, () => assert.deepEqual(refused(change), [`service.${where}`]));
  }

  it("says of a wrong sum what its parts are, and what would be enough", () => {
    const plan = planned({ memory: 512, proxySize: { memory: 256 }, application: { size: { memory: 300 } } });
    const [problem] = checkServicePlan("service", plan);
    assert.match(problem?.given ?? "", /512 MiB, with 256 \+ 300 = 556/);
    assert.match(problem?.fix ?? "", /use 556/);
  });
});
