import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { type ProxySettings, renderProxy } from "../../nginx";
import { everythingOn } from "./everythingOn";
import { type Finding, gixy } from "./gixy";
import { s1Settings } from "./s1Settings";
import { s2Settings } from "./s2Settings";
import { s3Settings } from "./s3Settings";
import { s4Settings } from "./s4Settings";

/** A finding that is none here. */
interface Exemption {
  plugin: string;
  /** What it must be about, so that nothing else is excused. */
  about: RegExp;
  reason: string;
}

const exemptions: Exemption[] = [
  {
    plugin: "http_splitting",
    about: /rewrite \^ \$gate_place\w* last;/,
    reason:
      "$uri in the place of files goes into a rewrite that stays inside nginx: no header is made of it, and the gate has refused every encoded control character before",
  },
];

/** The version that the proxy's image has. */
function imageVersion(): string {
  const dockerfile = readFileSync(join(__dirname, "../../nginx/Dockerfile"), "utf8");
  return /nginx:(\d+\.\d+\.\d+)/.exec(dockerfile)?.[1] ?? assert.fail("the Dockerfile names no version of nginx");
}

function isExempt({ plugin, config }: Finding): boolean {
  return exemptions.some((one) => one.plugin === plugin && one.about.test(config));
}

const subjects: [name: string, settings: ProxySettings][] = [
  ["S1", s1Settings],
  ["S2", s2Settings],
  ["S3", s3Settings],
  ["S4", s4Settings],
  ["settings with everything on", everythingOn],
];

describe("gixy-ng", function () {
  this.timeout(60_000);

  it("finds what is wrong with the configuration of a tutorial", async () => {
    const conf =
      "events {}\nhttp { server { listen 80; location /i { alias /data/; } location / { proxy_set_header Host $http_host; proxy_pass http://127.0.0.1:3000/; } } }\n";
    const found = await gixy(conf, "1.22.1");
    const rules = new Set(found.map(({ plugin }) => plugin));
    assert.ok(rules.has("alias_traversal") && rules.has("host_spoofing"), [...rules].join(", "));
    assert.ok(!found.some(isExempt));
  });

  for (const [name, settings] of subjects) {
    it(`finds nothing in ${name}`, async () => {
      const found = await gixy(renderProxy(settings), imageVersion());
      assert.deepEqual(
        found.filter((finding) => !isExempt(finding)),
        [],
      );
    });
  }

  it("needs each exemption", async () => {
    const found = await gixy(renderProxy(everythingOn), imageVersion());
    for (const { plugin, about } of exemptions) {
      assert.ok(
        found.some((finding) => finding.plugin === plugin && about.test(finding.config)),
        plugin,
      );
    }
  });
});
