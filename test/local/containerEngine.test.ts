import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { findContainerEngine, whyUnusable } from "../../local/containerEngine";

describe("The search for a container engine", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-engine-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A client that says this of its engine, and that it has this version. */
  function client(info: object, version: string): string[] {
    const file = join(folder, `docker-${version}`);
    const answers = { info: JSON.stringify(info), version: JSON.stringify({ Version: version }) };
    const script = `#!/bin/sh\n[ "$1" = info ] && echo '${answers.info}' || echo '${answers.version}'\n`;
    writeFileSync(file, script);
    chmodSync(file, 0o755);
    return [file];
  }

  const here = { Name: hostname(), ServerVersion: "20.10.24", Driver: "overlay2", DefaultRuntime: "runc" };

  it("finds one that runs on this machine, and has an old client build with BuildKit", async () => {
    const old = await findContainerEngine(client(here, "20.10.24"));
    const current = await findContainerEngine(client(here, "28.2.2"));
    assert.ok("engine" in old && "engine" in current);
    assert.equal(old.engine.description, "Docker 20.10.24 (overlay2, runc)");
    assert.deepEqual([old.engine.environment, current.engine.environment], [{ DOCKER_BUILDKIT: "1" }, {}]);
  });

  it("says why there is none", async () => {
    const missing = join(folder, "nobody");
    assert.deepEqual(await findContainerEngine([missing]), { unusable: `there is no program ${missing}` });
    const silent = client({ ...here, ServerErrors: ["Cannot connect to the Docker daemon"] }, "1.0.0");
    assert.deepEqual(await findContainerEngine(silent), { unusable: "Cannot connect to the Docker daemon" });
  });

  it("takes none whose containers this machine cannot reach", () => {
    assert.match(whyUnusable({ ...here, OperatingSystem: "Docker Desktop" }, hostname()) ?? "", /Docker Desktop/);
    assert.match(whyUnusable({ ...here, SecurityOptions: ["name=rootless"] }, hostname()) ?? "", /rootless/);
    assert.equal(whyUnusable(here, "elsewhere"), `the engine runs on ${hostname()}, and this machine is elsewhere`);
    assert.equal(whyUnusable({ ...here, SecurityOptions: ["name=seccomp,profile=default"] }, hostname()), undefined);
  });
});
