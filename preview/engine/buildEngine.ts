import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { builtVersion } from "./cache";
import { holdingLock } from "./lock";

const commandPath = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
/** Without it the command reports no version, and the Automation API refuses a command without one. */
const stamp = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${builtVersion}`;
const progressEverySeconds = 15;

/**
 * Builds the engine from Go modules into `folder`/pulumi with the ordinary Go client: about five minutes on two cores,
 * 85 MB. Two builds at once wait for each other, and a broken build leaves nothing behind that looks like an engine.
 *
 * @throws Error with the end of the compiler's output when the build fails, or when there is no `go`.
 */
export async function buildEngine(folder: string, progress: (line: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await holdingLock(join(folder, "building"), { progress, what: "builds the Pulumi engine" }, async () => {
    const engine = join(folder, "pulumi");
    if (existsSync(engine)) return;
    const unfinished = `${engine}.${process.pid}`;
    try {
      await compile(unfinished, progress);
      renameSync(unfinished, engine);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

async function compile(target: string, progress: (line: string) => void): Promise<void> {
  const flags = ["build", "-trimpath", "-ldflags", `-s -w -X ${stamp}`, "-o", target, commandPath];
  const started = Date.now();
  const say = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress(`building the Pulumi engine from Go modules, once, about 5 minutes: ${seconds} s`);
  };
  say();
  const timer = setInterval(say, progressEverySeconds * 1000);
  try {
    await run("go", flags);
  } finally {
    clearInterval(timer);
  }
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: join(__dirname, "go"),
      env: { ...process.env, CGO_ENABLED: "0" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2000);
    });
    child.on("error", (e) => fail(new Error(`no Pulumi engine: "${command}" cannot be started (${e.message})`)));
    child.on("close", (code) => {
      if (code === 0) done();
      else fail(new Error(`no Pulumi engine: "${command} build" ended with ${code}: ${errors.trim()}`));
    });
  });
}
