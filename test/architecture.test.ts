import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, it } from "mocha";

/** Who may import whom, as in the architecture; what is not here may not be imported. */
const allowed: Record<string, string[]> = {
  index: ["config", "components", "nginx"],
  config: ["components", "nginx"],
  components: ["nginx"],
  nginx: [],
  policies: [],
  preview: ["index", "nginx"],
  // The programs are made of components alone; the command that runs them all is the preview's.
  examples: ["components", "preview"],
  // The local run takes the task definition from an update on the stand-ins, which the preview's engine makes.
  local: ["preview", "index", "nginx"],
  // The images are built as the components name them, and run as the local run runs a task.
  images: ["local", "components", "nginx"],
  // The validation reads the plan that the preview writes, and ends as it does.
  validate: ["preview"],
  // It asks AWS about any service, and is published on its own.
  verify: [],
  app: [],
};

const root = join(__dirname, "..");
const importPattern = /(?:from|import\(|require\()\s*"([^"]+)"/g;

/** The room that a file belongs to: its top folder, or the program's own two files. */
function roomOf(path: string): string {
  const [top = ""] = relative(root, path).split(sep);
  if (top.startsWith("config")) return "config";
  return top.replace(/\.ts$/, "");
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : sources(path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** Relative imports of a file that leave its room, as `room → room`. */
function crossings(file: string): { from: string; to: string }[] {
  const path = join(root, file);
  return [...readFileSync(path, "utf8").matchAll(importPattern)]
    .map(([, target = ""]) => target)
    .filter((target) => target.startsWith("."))
    .map((target) => ({ from: roomOf(path), to: roomOf(join(dirname(path), target)) }))
    .filter(({ from, to }) => from !== to);
}

describe("Imports", () => {
  const files = [
    "index.ts",
    "config.ts",
    "configEdge.ts",
    "configReader.ts",
    ...Object.keys(allowed)
      .filter((room) => !["index", "config"].includes(room))
      .flatMap(sources),
  ];

  it("are looked at in every room", () => {
    const rooms = new Set(files.map((file) => roomOf(join(root, file))));
    assert.deepEqual([...rooms].sort(), Object.keys(allowed).sort());
  });

  it("go one way", () => {
    const wrong = files.flatMap((file) =>
      crossings(file)
        .filter(({ from, to }) => !allowed[from]?.includes(to))
        .map(({ from, to }) => `${file}: ${from} may not import ${to}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("are found where they cross rooms", () => {
    assert.deepEqual(crossings("components/invalidArguments.ts"), [{ from: "components", to: "nginx" }]);
  });

  it("leave the pure rooms without Pulumi", () => {
    const pure = [
      ...sources("nginx"),
      ...[
        "ipv4Block",
        "network/subnets",
        "network/zones",
        "fargateSize",
        "naming",
        "servicePlan",
        "checkServicePlan",
        "containerDefinitions",
        "contentTag",
        "buildContext",
        "range",
        "edges/edgeKind",
        "edges/edgePlan",
        "edges/clientAddress",
        "edges/clients",
        "edges/firewallPlan",
        "edges/priorities",
        "edges/rulePatterns",
        "edges/rulePlan",
        "release/deploymentPlan",
        "release/checkDeployment",
        "release/scalingPlan",
        "release/checkScaling",
        "release/releasePlan",
        "release/checkRelease",
        "watching/watchingPlan",
        "watching/checkWatching",
        "task/checkTask",
        "task/compute",
        "task/containers",
        "task/proxyUpstream",
        "task/taskPlan",
      ].map((name) => `components/${name}.ts`),
    ];
    const impure = pure.filter((file) => /from "@pulumi\//.test(readFileSync(join(root, file), "utf8")));
    assert.deepEqual(impure, []);
  });

  it("leave the program short enough to read", () => {
    assert.ok(readFileSync(join(root, "index.ts"), "utf8").split("\n").length <= 60);
  });
});

/** Everything that a file of the repository loads while it runs, itself and names of packages among it. */
function loads(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(root, file), "utf8").replace(/^(?:import|export) type [^;]*;/gm, "");
  for (const [, target = ""] of text.matchAll(importPattern)) {
    if (!target.startsWith(".")) seen.add(target);
    else {
      const path = join(dirname(file), target);
      const found = [path, `${path}.ts`, join(path, "index.ts")].find(
        (one) => /\.ts$/.test(one) && existsSync(join(root, one)),
      );
      if (found !== undefined) loads(found, seen);
    }
  }
  return seen;
}

describe("A unit test", () => {
  it("loads nothing of Pulumi, which takes seconds: a test that does is named .sdk.test.ts", () => {
    const units = sources("test").filter((file) => /(?<!\.(?:e2e|sdk))\.test\.ts$/.test(file));
    const wrong = units.flatMap((file) => {
      const packages = [...loads(file)].filter((name) => name.startsWith("@pulumi/"));
      return packages.length === 0 ? [] : [`${file} loads ${packages.join(", ")}`];
    });
    assert.deepEqual(wrong, []);
    assert.ok(loads("test/config.sdk.test.ts").has("@pulumi/pulumi"));
  });
});
