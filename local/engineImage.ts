import { join } from "node:path";
import type { ContainerEngine } from "./containerEngine";
import { LocalFailure } from "./failure";
import { runProgram } from "./runProgram";
import type { ImageBuild } from "./stackState";

/** What a container of the image gets when the task definition says nothing else, as the engine has it. */
export interface EngineImageConfig {
  environment: Record<string, string>;
  command: string[];
  /** Signal that asks the container to stop. */
  stopSignal: string;
  /** TCP ports of EXPOSE. */
  ports: number[];
}

/** Whether the engine holds the image under this name and tag. */
export async function hasImage({ client }: ContainerEngine, reference: string): Promise<boolean> {
  try {
    await runProgram([...client, "image", "inspect", "--format", "{{.Id}}", reference], { cwd: "/" });
    return true;
  } catch (error) {
    if (error instanceof LocalFailure && error.lines.some((line) => /no such image/i.test(line))) return false;
    throw error;
  }
}

/**
 * Builds an image as the stack does, for the engine's own processor.
 *
 * @param build paths are relative to `projectDir`
 * @param reference name and tag that it gets
 * @throws LocalFailure (exit code 3) with the end of the builder's output
 */
export async function buildImage(
  engine: ContainerEngine,
  build: ImageBuild,
  projectDir: string,
  reference: string,
): Promise<void> {
  const args = Object.entries(build.arguments).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
  const network = engine.buildNetwork ? ["--network", engine.buildNetwork] : [];
  const files = ["--file", join(projectDir, build.dockerfile), join(projectDir, build.context)];
  const command = [...engine.client, "build", ...network, ...args, "--tag", reference, ...files];
  await runProgram(command, { cwd: projectDir, environment: engine.environment });
}

/** What the engine says of an image that it holds. */
export async function readImage({ client }: ContainerEngine, reference: string): Promise<EngineImageConfig> {
  const format = "{{json .Config}}";
  const text = await runProgram([...client, "image", "inspect", "--format", format, reference], { cwd: "/" });
  const config: {
    Env?: string[] | null;
    Cmd?: string[] | null;
    StopSignal?: string;
    ExposedPorts?: Record<string, object> | null;
  } = JSON.parse(text);
  return {
    environment: Object.fromEntries((config.Env ?? []).map((line) => splitOnce(line))),
    command: config.Cmd ?? [],
    stopSignal: config.StopSignal || "SIGTERM",
    ports: Object.keys(config.ExposedPorts ?? {}).flatMap((port) =>
      port.endsWith("/tcp") ? [Number.parseInt(port, 10)] : [],
    ),
  };
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
