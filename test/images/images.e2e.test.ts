import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { assertSection } from "../readmeSections";

const root = join(__dirname, "../..");

/** Two base images, two builds and two pulls; two minutes on two processors, more where other tests run beside it. */
const minutes = 15;

/** Why images cannot be made on this machine, in the command's own words. */
const impossible = /^not made: (?:no Docker engine|there is no ).*(?:\n {2}.*)*/m;

interface MadeRow {
  request: string;
  expected: string;
  got: string;
  by: string;
  mark: string;
}

/** The rows of the printed table; a second line of a cell belongs to the row before, and has no mark. */
function rowsOf(output: string): MadeRow[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .slice(1)
    .map((line) => {
      const [, request = "", expected = "", got = "", by = "", mark = ""] = line.split("│").map((cell) => cell.trim());
      return { request, expected, got, by, mark };
    })
    .filter(({ mark }) => mark !== "");
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("gatehouse-images-"));

describe("make images", function () {
  this.timeout(minutes * 60_000);
  let rows: MadeRow[];
  let last: string;

  before(function () {
    const earlier = leftovers();
    // Packages are installed on a machine that is there for the tests alone, and nowhere else.
    const install = process.env.CI ? [] : ["--no-install"];
    const argv = ["--import", "tsx", "images/index.ts", ...install];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: "utf8" });
    assert.deepEqual(leftovers(), earlier, "the scratch folder is still there");
    const [reason] = impossible.exec(stderr) ?? [];
    if (reason && status === 3) {
      console.log(`    not run: no Docker engine can be started here (${reason.replace(/\s+/g, " ")})`);
      this.skip();
    }
    assert.equal(status, 0, `${stderr}\n${stdout}`);
    rows = rowsOf(stdout);
    last = stdout.trim().split("\n").at(-1) ?? "";
  });

  it("finds everything as expected, or says why it was not run", () => {
    const wrong = rows.filter(({ mark, got }) => mark !== "✓" && !(mark === "–" && got.startsWith("not run: ")));
    assert.deepEqual(wrong, []);
    assert.match(last, new RegExp(`^\\d+ of ${rows.length} as expected(, 1 not run)?$`));
  });

  it("drives the whole shape through the proxy of the image that was pulled", () => {
    const got = (request: string) => rows.find((row) => row.request === request);
    assert.equal(got("GET /api/users/1")?.by, "app");
    assert.equal(got("GET /web/phpmyadmin")?.by, "nginx");
    assert.equal(got("connect to the task's port 3000 (app)")?.got, "ECONNREFUSED");
    assert.equal(got("signals and ends, in order")?.got, "nginx SIGQUIT 0, app SIGTERM 0");
  });

  it("runs both containers unprivileged, on a root that nobody can write to", () => {
    const got = (what: string) =>
      ["app", "nginx"].map((name) => rows.find((row) => row.request === `${what} ${name}`)?.got);
    assert.deepEqual(got("user of"), ["1000", "101"]);
    assert.deepEqual(got("capabilities of"), ["none", "none"]);
    assert.deepEqual(got("write to / of"), ["Read-only file system", "Read-only file system"]);
  });

  it("shows what the README shows", () => {
    // The requests are in what `make local` prints; the limit of open files depends on the machine.
    const left = /^(?:(?:GET|POST|TRACE) [^,]*|open files .*)$/;
    const shown = rows.filter(({ request }) => !left.test(request));
    const lines = shown.map(({ request, got, by }) => `| ${request} | ${got} | ${by} |`);
    assertSection("make images", `${["| What | Got | Answered by |", "|---|---|---|", ...lines].join("\n")}\n`);
  });
});
