import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { progress, runCommand } from "./commandLine";
import type { Plan } from "./engine/plan";
import { ExitCode, InvalidInput } from "./exitCode";
import { planStack } from "./previewStack";

/**
 * Prints the nginx.conf of each proxy of a stack, as it goes into the image: `npm run nginx -- STACK`.
 * The exit codes are those of the preview.
 */
async function main([stack, ...rest]: string[]): Promise<ExitCode> {
  if (!stack || stack.startsWith("-") || rest.length > 0) {
    throw new InvalidInput(["usage: npm run nginx -- STACK, in the project's folder"]);
  }
  const out = mkdtempSync(join(tmpdir(), "gatehouse-plan-"));
  try {
    const { plan } = await planStack({ stack, projectDir: ".", out, progress });
    const files = proxyConfigurations(plan).filter((file) => existsSync(resolve(file)));
    if (files.length === 0) throw new InvalidInput([`stack ${stack} builds no image with an nginx.conf`]);
    for (const file of files) {
      if (files.length > 1) console.log(`# ${file}`);
      console.log(readFileSync(file, "utf8").trimEnd());
    }
    return ExitCode.Clean;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Where an nginx.conf would be in the build contexts of the plan's images. */
export function proxyConfigurations(plan: Plan): string[] {
  const images = plan.resources.filter(({ type }) => type === "docker:index/image:Image");
  const contexts = images.map(({ inputs }) => (inputs.build as { context?: unknown } | undefined)?.context);
  return [...new Set(contexts.filter((context) => typeof context === "string"))].map((folder) =>
    join(folder, "nginx.conf"),
  );
}

if (require.main === module) void runCommand(main);
