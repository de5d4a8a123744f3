import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { startOrder } from "../../local/startOrder";
import { readContainers } from "../../local/taskDefinition";
import { assertRefused } from "./refusal";

/** Containers by name, each with the names that it depends on. */
function task(dependencies: Record<string, string[]>) {
  const definitions = Object.entries(dependencies).map(([name, after]) => ({
    name,
    image: "image",
    dependsOn: after.map((containerName) => ({ containerName, condition: "START" })),
  }));
  return readContainers("task", JSON.stringify(definitions));
}

const names = (dependencies: Record<string, string[]>) => startOrder(task(dependencies)).map(({ name }) => name);

describe("The order in which containers start", () => {
  it("puts the application before the proxy that waits for it", () => {
    assert.deepEqual(names({ nginx: ["app"], app: [] }), ["app", "nginx"]);
  });

  it("follows dependencies of dependencies", () => {
    assert.deepEqual(names({ a: ["b"], b: ["c"], c: [], d: [] }), ["c", "b", "a", "d"]);
  });

  it("puts every container after all that it depends on, and leaves none out", () => {
    // Container i may only depend on later ones, so there is no circle.
    const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 }).map((rows) =>
      Object.fromEntries(
        rows.map((row, at) => [
          `c${at}`,
          row
            .map((step) => at + 1 + step)
            .filter((to) => to < rows.length)
            .map((to) => `c${to}`),
        ]),
      ),
    );
    fc.assert(
      fc.property(graphs, (graph) => {
        const order = names(graph);
        assert.deepEqual([...order].sort(), Object.keys(graph).sort());
        for (const [name, after] of Object.entries(graph)) {
          for (const dependency of after) assert.ok(order.indexOf(dependency) < order.indexOf(name));
        }
      }),
    );
  });

  it("refuses a circle and shows it", async () => {
    await assertRefused(() => names({ a: ["b"], b: ["c"], c: ["b"] }), 2, /container b: dependsOn: given b → c → b;/);
  });

  it("refuses a name that is no container of the task", async () => {
    await assertRefused(() => names({ nginx: ["ap"] }), 2, /given "ap"; legal: a container of the same task: nginx/);
  });
});
