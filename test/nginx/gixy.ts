import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonAlone, pythonPackages } from "./pythonPackages";

/** What gixy-ng has against a configuration. */
export interface Finding {
  /** Name of its rule. */
  plugin: string;
  severity: string;
  reason: string;
  /** The part of the configuration that it is about. */
  config: string;
}

const program = "from gixy.cli.main import main; raise SystemExit(main())";

/**
 * Has gixy-ng look for what is insecure in a configuration. The first time, pip fetches it.
 *
 * @param version of nginx that the configuration is for, because some rules are about its known holes
 */
export async function gixy(conf: string, version: string): Promise<Finding[]> {
  const packages = await pythonPackages("gixy");
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-gixy-"));
  const [file, report] = [join(folder, "nginx.conf"), join(folder, "report.json")];
  try {
    writeFileSync(file, conf);
    const args = [
      ...pythonAlone,
      "-c",
      program,
      "--nginx-version",
      version,
      "--format",
      "json",
      "--output",
      report,
      file,
    ];
    const ended = spawnSync("python3", args, { encoding: "utf8", env: { ...process.env, PYTHONPATH: packages } });
    // 1: it found something.
    if (ended.status !== 0 && ended.status !== 1) throw new Error(`gixy ended with ${ended.status}: ${ended.stderr}`);
    return JSON.parse(readFileSync(report, "utf8")) as Finding[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
