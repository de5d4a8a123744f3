import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { exampleNames, folderOf, stack } from "../../examples/run/names";
import { type Outcome, previewExample } from "../../examples/run/previewExample";
import { surround } from "../../examples/run/surroundings";
import { onStandIns } from "../../preview/engine/onStandIns";
import { policyPack } from "../../preview/policyPack";
import { readPublishedPlan } from "../../validate/plan";
import { validatePlan } from "../../validate/validatePlan";
import { findValidators } from "../../validate/validators";

const balancer = (name: string) =>
  `internet → load balancer ${name} (public) → listener HTTP:80 rule 50000 → target group ${name} → nginx:8080`;
const secureBalancer = balancer("web").replace("HTTP:80", "HTTPS:443");

/** Every way in, to the proxy; there must be no other example and no other way. */
const ways: Record<string, string[]> = {
  api: ["internet → HTTP API web → VPC link web → listener HTTP:80 rule 50000 → target group web → nginx:8080"],
  // The second is for the office, whose network is a part of the internet.
  canary: [secureBalancer, secureBalancer.replace("HTTPS:443 rule 50000", "HTTPS:8443 rule 1")],
  cdn: [
    "internet → CloudFront distribution web → CloudFront VPC origin web → load balancer web (internal) → listener HTTP:80 rule 50000 → target group web → nginx:8080",
  ],
  "s0-ec2-bridge": [balancer("web")],
  "s1-large": [secureBalancer],
  "s1-low-cost": [balancer("web")],
  "s2-fixed-address": ["internet → load balancer relay (public) → listener TLS:443 → target group relay → nginx:8080"],
  "s3-many-sites": [balancer("sites")],
  "s4-decide": [balancer("web")],
  "s4-relay": [balancer("web")],
  "shared-platform": [],
  "shared-tenant": ["internet → load balancer outside this stack → target group users → nginx:8080"],
};

/** What the nginx.conf of an example has to say, beside all that the proxy's own tests hold it to. */
const proxies: Record<string, { image: string; says: RegExp[]; never?: RegExp }> = {
  "s0-ec2-bridge": {
    image: "web-proxy",
    says: [/server app:3000 /, /gzip_min_length 1000;/, /gzip_types application\/json text\/plain;/],
  },
  "s2-fixed-address": {
    image: "relay-proxy",
    says: [/server example\.com:443 .*resolve;/, /proxy_ssl_verify on;/, /proxy_set_header Host example\.com;/],
    // Preserved by the load balancer: no header is believed.
    never: /real_ip_header|127\.0\.0\.1:3000/,
  },
  "s3-many-sites": {
    image: "sites-proxy",
    says: [/server 127\.0\.0\.1:3000 /, /server 127\.0\.0\.1:3001 /, /server partner\.example\.org:443 .*resolve;/],
  },
  "s4-decide": { image: "web-proxy", says: [/auth_request /, /server 127\.0\.0\.1:9000 /, /X-Inspection /i] },
  // There is no way around the service.
  "s4-relay": { image: "web-proxy", says: [/server 127\.0\.0\.1:9000 /], never: /127\.0\.0\.1:3000/ },
};

const silent = () => undefined;

describe("Each example, on the real engine, with the policy pack,", function () {
  // Twelve stacks, each previewed, validated and updated twice.
  this.timeout(900_000);
  let folder: string;
  let validators: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-examples-"));
    validators = await findValidators(process.env, console.error);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is one of those whose ways in are known here", () => {
    assert.deepEqual(exampleNames(), Object.keys(ways).sort());
  });

  for (const [name, expected] of Object.entries(ways)) {
    describe(name, () => {
      let outcome: Outcome;

      before(async () => {
        outcome = await previewExample(name, silent);
      });

      it("has these ways in and no other, without a violation or a doubt", () => {
        assert.ok(outcome.kind === "previewed", JSON.stringify(outcome));
        assert.deepEqual([outcome.exitCode, outcome.violations, outcome.unproven], [0, 0, 0]);
        assert.deepEqual(
          outcome.ways.map((hops) => hops.join(" → ")),
          expected,
        );
      });

      const proxy = proxies[name];
      if (proxy !== undefined) {
        it("has a proxy that does what the example is there for", () => {
          const file = join(folderOf(name), ".gatehouse", stack, proxy.image, "nginx.conf");
          const conf = readFileSync(file, "utf8").replace(/^\s*#.*$/gm, "");
          for (const line of proxy.says) assert.match(conf, line);
          if (proxy.never !== undefined) assert.doesNotMatch(conf, proxy.never);
        });
      }

      it("asks AWS for nothing that cfn-lint and troposphere refuse", async () => {
        const plan = readPublishedPlan(join("out", "examples", name, "plan.json"));
        const { refusals, judged } = await validatePlan(plan, validators);
        assert.deepEqual(refusals, []);
        assert.ok(judged >= 15, `${judged} judged`);
      });

      it("is changed by no second update, of which the pack says nothing", async () => {
        const state = join(folder, name);
        const { policyConfig } = await surround(name, state, silent);
        const policies = join(folder, `${name}.json`);
        writeFileSync(policies, JSON.stringify(policyConfig ?? {}));
        const options = { stack, projectDir: folderOf(name), state, policyPacks: [policyPack], progress: silent };
        const { changes, said } = await onStandIns(options, (opened) => updatedTwice(opened, [policies]));
        assert.deepEqual(Object.keys(changes), ["same"]);
        assert.deepEqual(said, []);
      });
    });
  }
});

/** What the second of two updates changed, and what the policy pack said of both. */
async function updatedTwice(opened: Stack, policyPackConfigs: string[]) {
  const said: string[] = [];
  const onEvent = ({ policyEvent }: EngineEvent) => {
    if (policyEvent !== undefined) said.push(policyEvent.message);
  };
  await opened.up({ onEvent, policyPackConfigs });
  const { summary } = await opened.up({ onEvent, policyPackConfigs });
  return { changes: summary.resourceChanges ?? {}, said };
}
