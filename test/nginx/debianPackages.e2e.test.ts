import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { debianPackages } from "./debianPackages";

describe("Debian's packages for the tests", function () {
  this.timeout(60_000);
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-apt-"));
  const { APT_CONFIG, CI } = process.env;

  before(() => {
    const lists = join(scratch, "lists");
    mkdirSync(join(lists, "partial"), { recursive: true });
    const config = join(scratch, "apt.conf");
    writeFileSync(config, `Dir::State::lists "${lists}"; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n`);
    process.env.APT_CONFIG = config;
    delete process.env.CI;
  });
  after(() => {
    for (const [name, value] of Object.entries({ APT_CONFIG, CI })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(scratch, { recursive: true });
  });

  it("cannot be had where apt has no lists, no apt is, or this is no Debian, and which of them is said", async () => {
    await assert.rejects(debianPackages(["nginx"]), { message: /^this machine is no Debian$|^apt-cache .* failed: / });
  });
});
