import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { findProgram } from "../../local/findProgram";
import { wheelNginx } from "../../local/nginxBinary";
import { checkProxySettings, type ProxySettings, renderProxy } from "../../nginx";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { confTree, withoutComments } from "./confTree";
import { type Crossplane, startCrossplane } from "./crossplane";
import { everythingOn } from "./everythingOn";
import { fuzzSettings } from "./fuzzSettings";
import { type NginxTry, nginxTry } from "./nginxTry";
import { legalSettings } from "./randomSettings";
import { s1Settings } from "./s1Settings";
import { s2Settings } from "./s2Settings";
import { s3Settings } from "./s3Settings";

const known: [name: string, settings: ProxySettings][] = [
  ["S1", s1Settings],
  ["S2", s2Settings],
  ["S3", s3Settings],
  ["settings with everything on", everythingOn],
];

/** `server … resolve` needs nginx 1.27.3. */
const resolves = /^ +server [^;]* resolve\b/m;

/** A distribution's nginx: the one that GATEHOUSE_NGINX_DEBIAN names, else an installed one. */
function distributionsNginx(): string | undefined {
  return process.env.GATEHOUSE_NGINX_DEBIAN ?? findProgram("nginx", ["/usr/sbin", "/usr/local/sbin"]);
}

describe("Known settings", function () {
  this.timeout(60_000);
  let crossplane: Crossplane;
  let nginx: NginxTry;

  before(async () => {
    crossplane = await startCrossplane();
    nginx = nginxTry(await wheelNginx(process.env, console.error));
  });
  after(async () => {
    await crossplane?.stop();
    nginx?.remove();
  });

  for (const [name, settings] of known) {
    it(`render to what nginx takes without a word, and nginx-conf and crossplane read as it was meant: ${name}`, async () => {
      const meant = withoutComments(proxyDirectives(settings));
      const conf = renderProxy(settings);
      assert.deepEqual(confTree(conf), meant);
      assert.deepEqual(await crossplane.tree(conf), meant);
      assert.equal(await nginx.complaints(conf), "");
    });
  }

  it("are found wrong by nginx, and by crossplane, when something is wrong with them", async () => {
    const conf = renderProxy(s1Settings);
    assert.match(await nginx.complaints(conf.replace("pcre_jit on;", "pcre_jit maybe;")), /invalid value "maybe"/);
    await assert.rejects(crossplane.tree(conf.replace(/\}\n$/, "")), /crossplane: unexpected end of file/);
    const changed = await crossplane.tree(conf.replace('"1 http"', '"1 ftp"'));
    assert.notDeepEqual(changed, withoutComments(proxyDirectives(s1Settings)));
  });
});

describe("Random settings", function () {
  this.timeout(600_000);

  it("render to what current nginx takes and other parsers read as it was meant, or are refused with the field's name", async () => {
    const seed = Date.now() % 2 ** 31;
    const nginx = await wheelNginx(process.env, console.error);
    const started = Date.now();
    const result = await fuzzSettings({ runs: 1000, seed, nginx, lanes: Math.min(4, availableParallelism()) });
    const { accepted, refused, failure } = result;
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${accepted} settings accepted, ${refused} refused, ${seconds} s, seed ${seed}`);
    assert.equal(failure, undefined, failure);
    assert.ok(accepted >= 400 && refused >= 150, `${accepted} accepted, ${refused} refused`);
  });

  it("are reported with their seed where nginx does not take what they render to", async () => {
    const { accepted, failure } = await fuzzSettings({ runs: 20, seed: 3, nginx: "false", lanes: 1 });
    assert.equal(accepted, 0);
    assert.match(failure ?? "", /seed: 3.*Counterexample.*ended with 1/s);
  });

  it("render to what a distribution's nginx takes", async function () {
    const program = distributionsNginx();
    if (program === undefined) {
      console.log("not run: no nginx is installed, and GATEHOUSE_NGINX_DEBIAN names none");
      this.skip();
    }
    const version = spawnSync(program, ["-v"], { encoding: "utf8" }).stderr.trim();
    const isOld = /nginx\/1\.(?:1?\d|2[0-6])\./.test(version);
    const legal = fc.sample(legalSettings, 200).filter((settings) => checkProxySettings(settings).length === 0);
    const all = legal.map(renderProxy);
    const some = all.filter((conf) => !(isOld && resolves.test(conf))).slice(0, 100);
    console.log(`${some.length} configurations, ${version}; not tried for their names to resolve: ${isOld}`);
    const nginx = nginxTry(program);
    for (const conf of some) assert.equal(await nginx.complaints(conf), "", conf);
    nginx.remove();
    assert.ok(some.length >= 60, `${some.length} configurations`);
  });
});
