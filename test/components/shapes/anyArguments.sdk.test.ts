import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, it } from "mocha";
import { planOf } from "../../../components/checkServiceArguments";
import { containerDefinitions } from "../../../components/containerDefinitions";
import type { ProxiedServiceArgs } from "../../../components/index";
import { planContainers } from "../../../components/task/containers";
import { proxySettings } from "../../../components/task/proxyUpstream";
import { formatProblem, renderProxy } from "../../../nginx";
import { runs } from "../../share";
import { components } from "./judged";

type Path = (string | number)[];

/** Every place in a value, the whole of it first. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_one, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...path, key]))];
}

/** A copy with another value in one place. */
function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: object = Array.isArray(whole) ? [...whole] : { ...(whole as object) };
  Reflect.set(copy, key, withValue(Reflect.get(copy, key), rest, value));
  return copy;
}

/** A copy without one of its keys. */
function withoutKey(whole: unknown, path: Path): unknown {
  const holder = path.slice(0, -1);
  const value = holder.reduce<unknown>((so, key) => Reflect.get(so as object, key), whole);
  const kept = Object.entries(value as object).filter(([key]) => key !== path.at(-1));
  return withValue(whole, holder, Object.fromEntries(kept));
}

const scalars = fc.constantFrom<unknown>(null, undefined, 0, -1, 5, 1e300, "", "5", "nonsense", true, [], {}, [null]);
const anyValue = fc.oneof(scalars, fc.jsonValue(), fc.constant(pulumi.output("later")), fc.constant(new Map([[1, 2]])));

describe("Arguments of a component", () => {
  for (const [name, { whole, judge }] of Object.entries(components)) {
    const places = placesIn(whole);

    it(`of ${name} are right, where they say nearly everything`, () => {
      assert.deepEqual(judge(whole).map(formatProblem), []);
    });

    it(`of ${name} are refused by their paths or understood, whatever stands in any place of them`, () => {
      const change = fc.tuple(fc.constantFrom(...places), anyValue);
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
          const args = changes.reduce<unknown>((so, [path, value]) => withValue(so, path, value), whole);
          const problems = judge(args);
          for (const { where, given, legal, fix } of problems) assert.ok(where && given && legal && fix);
          if (problems.length === 0 && name === "ProxiedService") made(args as ProxiedServiceArgs);
        }),
        { numRuns: runs(1000) },
      );
    });

    it(`of ${name} are left out by undefined as by not being there`, () => {
      const fields = places.filter((path) => typeof path.at(-1) === "string" && !isTable(path.slice(0, -1)));
      for (const path of fields) {
        const without = withoutKey(whole, path);
        assert.deepEqual(judge(withValue(whole, path, undefined)), judge(without), path.join("."));
      }
    });

    it(`of ${name} have no name that nobody reads`, () => {
      const objects = places.filter((path) => {
        const value = path.reduce<unknown>((so, key) => Reflect.get(so as object, key), whole);
        return typeof value === "object" && !Array.isArray(value) && !isTable(path);
      });
      for (const path of objects) {
        const found = judge(withValue(whole, [...path, "lgoDays"], 5)).map(({ where }) => where);
        assert.equal(found.length, 1, [...path, ...found].join());
        assert.match(found[0] ?? "", /\.lgoDays$/);
      }
    });
  }
});

/** Tables whose names are the user's own. */
function isTable(path: Path): boolean {
  const tables = ["environment", "secrets", "responseHeaders", "upstreams", "buildArgs"];
  return tables.some((table) => table === path.at(-1));
}

/** What a service is made of can be written down, for all that was not refused. */
function made(args: ProxiedServiceArgs): void {
  const plan = planOf(args);
  const known = { image: "image:1", logGroup: "group", environment: {}, secrets: {} };
  const containers = Object.fromEntries(planContainers(plan).map((container) => [container.name, known]));
  assert.ok(containerDefinitions(plan, { region: "us-east-1", containers }).length > 0);
  assert.match(renderProxy(proxySettings(plan)), /listen \d+/);
}
