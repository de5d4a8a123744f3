import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { after, before, describe, it } from "mocha";
import { onStandIns } from "../../preview/engine/onStandIns";
import { policyPack } from "../../preview/policyPack";
import { ScratchProject } from "./scratchProject";

const project = new ScratchProject("edges");

const common = `config:
  aws:region: eu-west-1
  gatehouse:applicationContext: ../../app
  gatehouse:networkLayout: private
  gatehouse:sites:
    - routes:
        - path: /api/users/:id
          methods: [GET]
`;
const domain = `  gatehouse:domain: users.example.com
  gatehouse:zoneId: Z0123456789ABCDEFGHIJ
`;

const stacks = {
  alb: `${common}${domain}  gatehouse:firewall: true
  gatehouse:clients: [203.0.113.0/24, 198.51.100.0/24]
`,
  nlb: `${common}  gatehouse:edge: nlb
  gatehouse:clients: [203.0.113.0/24]
`,
  "nlb-tls": `${common}${domain}  gatehouse:edge: nlb
  gatehouse:clientAddress: proxyProtocol
`,
  api: `${common}${domain}  gatehouse:edge: api
`,
  cdn: `${common}${domain}  gatehouse:edge: cdn
  gatehouse:firewall: true
`,
};

interface Planned {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

describe("Each edge, on the real engine, with the policy pack:", () => {
  before(() => project.make(stacks));
  after(() => project.remove());

  /** The resources of a preview without a violation or a doubt, and the ways that it shows to the proxy. */
  function preview(stack: keyof typeof stacks): { planned: Planned[]; ways: string[] } {
    const { status, stdout, stderr } = project.preview(stack);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^0 violations, 0 unproven$/m);
    const { resources } = JSON.parse(readFileSync(join(project.folder, "plan.json"), "utf8"));
    const ways = stdout.split("\n").filter((line) => line.includes("internet → "));
    return { planned: resources, ways: ways.map((line) => line.replace(/^.*: internet/, "internet")) };
  }

  const expected: Record<keyof typeof stacks, string> = {
    alb: "internet → load balancer web (public) → listener HTTPS:443 rule 50000 → target group web",
    nlb: "internet → load balancer web (public) → listener TCP:80 → target group web",
    "nlb-tls": "internet → load balancer web (public) → listener TLS:443 → target group web",
    api: "internet → HTTP API web → VPC link web → listener HTTP:80 rule 50000 → target group web",
    cdn: "internet → CloudFront distribution web → CloudFront VPC origin web → load balancer web (internal) → listener HTTP:80 rule 50000 → target group web",
  };

  /** What the proxy's nginx.conf says of the client's address: the edge and the proxy have to mean the same. */
  const believed: Record<keyof typeof stacks, RegExp> = {
    alb: /real_ip_header X-Forwarded-For;\s+real_ip_recursive off;/,
    nlb: /^(?!.*(?:real_ip|proxy_protocol))/s,
    "nlb-tls": /listen 8080[^;]* proxy_protocol[^;]*;/,
    api: /real_ip_header Gatehouse-Client-Address;/,
    cdn: /real_ip_header X-Forwarded-For;\s+real_ip_recursive on;/,
  };

  for (const stack of Object.keys(stacks) as (keyof typeof stacks)[]) {
    it(`${stack} has one way in, to a proxy that finds the client there`, () => {
      const { planned, ways } = preview(stack);
      const way = `${expected[stack]} → nginx:8080`;
      assert.deepEqual(ways, [way, `${way} → app`]);
      const conf = readFileSync(join(project.folder, ".gatehouse", stack, "web-proxy", "nginx.conf"), "utf8");
      assert.match(conf.replace(/#.*$/gm, ""), believed[stack]);
      const target = planned.find(({ type }) => type === "aws:lb/targetGroup:TargetGroup")?.inputs ?? {};
      const protocols = [target.protocol, target.proxyProtocolV2, target.preserveClientIp];
      const usual = stack === "nlb" ? ["TCP", false, "true"] : ["HTTP", undefined, undefined];
      assert.deepEqual(protocols, stack === "nlb-tls" ? ["TCP", true, "false"] : usual);
    });
  }

  for (const stack of ["alb", "nlb", "api", "cdn"] as const) {
    it(`${stack} is changed by no second update, and taken down completely`, async () => {
      const said: EngineEvent[] = [];
      const onEvent = (event: EngineEvent) => said.push(event);
      const options = { stack, projectDir: project.folder, program: "../../index.ts", policyPacks: [policyPack] };
      await onStandIns({ ...options, progress: () => undefined }, async (opened) => {
        const { summary } = await opened.up({ onEvent });
        const count = summary.resourceChanges?.create;
        assert.deepEqual((await opened.up({ onEvent })).summary.resourceChanges, { same: count });
        assert.deepEqual((await opened.destroy()).summary.resourceChanges, { delete: count });
      });
      assert.deepEqual(
        said.flatMap(({ policyEvent }) => policyEvent ?? []),
        [],
      );
    });
  }
});
