import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { describe, it } from "mocha";
import { wheelNginx } from "../../local/nginxBinary";
import { debianNginx } from "./debianNginx";
import { type FuzzOptions, fuzzSettings } from "./fuzzSettings";
import { nginxProgram } from "./nginxProgram";

describe("Random settings", function () {
  this.timeout(600_000);

  /** Tries so many with a new seed, and says what became of them. */
  async function tried(what: string, options: Pick<FuzzOptions, "nginx" | "runs">) {
    const seed = Date.now() % 2 ** 31;
    const started = Date.now();
    const result = await fuzzSettings({ ...options, seed, lanes: Math.min(4, availableParallelism()) });
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${what}: ${result.accepted} settings accepted, ${result.refused} refused, ${seconds} s, seed ${seed}`);
    assert.equal(result.failure, undefined, result.failure);
    return result;
  }

  it("render to what current nginx takes and other parsers read as it was meant, or are refused with the field's name", async () => {
    const nginx = nginxProgram(await wheelNginx(process.env, console.error));
    const { accepted, refused } = await tried("a current nginx", { nginx, runs: 1000 });
    assert.ok(accepted >= 400 && refused >= 150, `${accepted} accepted, ${refused} refused`);
  });

  it("are reported with their seed where nginx does not take what they render to", async () => {
    const nginx = { file: "false", resolves: true };
    const { accepted, failure } = await fuzzSettings({ runs: 20, seed: 3, nginx, lanes: 1 });
    assert.equal(accepted, 0);
    assert.match(failure ?? "", /seed: 3.*Counterexample.*ended with 1/s);
  });

  it("render to what Debian's nginx takes, and its module of brotli", async function () {
    const found = await debianNginx();
    if (!("file" in found)) {
      console.log(`not run: ${found.missing}`);
      this.skip();
    }
    const { accepted, refused } = await tried("Debian's nginx", {
      nginx: nginxProgram(found.file, found.modules),
      runs: 200,
    });
    assert.ok(accepted >= 80 && refused >= 20, `${accepted} accepted, ${refused} refused`);
  });
});
