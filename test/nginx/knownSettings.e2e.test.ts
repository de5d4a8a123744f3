import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { renderProxy } from "../../nginx";
import { proxyDirectives } from "../../nginx/render/renderProxy";
import { confTree, withoutComments } from "./confTree";
import { type Crossplane, startCrossplane } from "./crossplane";
import { debianNginx } from "./debianNginx";
import { describeWithEachNginx } from "./eachNginx";
import { knownSettings } from "./knownSettings";
import { nginxProgram } from "./nginxProgram";
import { type NginxTry, nginxTry } from "./nginxTry";
import { s1Settings } from "./s1Settings";
import { s2Settings } from "./s2Settings";

describeWithEachNginx("Known settings", function (program) {
  this.timeout(60_000);
  let crossplane: Crossplane;
  let nginx: NginxTry;

  before(async () => {
    crossplane = await startCrossplane();
    nginx = nginxTry(program);
  });
  after(async () => {
    await crossplane?.stop();
    nginx?.remove();
  });

  for (const [name, settings] of knownSettings) {
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

describe("The name of an outside host", function () {
  this.timeout(60_000);

  it("is refused by an nginx before 1.27.3, as an image's build tries it, at a line that names the version", async function () {
    const found = await debianNginx();
    const missing = "file" in found ? undefined : found.missing;
    if (!("file" in found) || nginxProgram(found.file).resolves) {
      console.log(`not run: ${missing ?? "Debian's nginx is newer"}`);
      this.skip();
    }
    const conf = renderProxy(s2Settings);
    const asItIs = nginxTry({ file: found.file, resolves: true });
    const said = await asItIs.complaints(conf);
    asItIs.remove();
    const [, line = ""] = /"resolver" directive is not allowed here in \S+:(\d+)/.exec(said) ?? [];
    const above = conf.split("\n").slice(Number(line) - 3, Number(line) - 1);
    assert.match(above.join("").replace(/[ #]+/g, " "), /^ resolvers, .* needs nginx 1\.27\.3$/, said);
  });
});
