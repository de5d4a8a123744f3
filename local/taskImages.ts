import type { ContainerEngine } from "./containerEngine";
import { buildImage, hasImage, readImage } from "./engineImage";
import { runProgram } from "./runProgram";
import type { StackTask } from "./stackState";
import type { PlanOptions } from "./taskPlan";

/** Builds what the stack builds, pulls what it does not, and returns the name that the engine has for it. */
export async function obtainImage(
  task: StackTask,
  image: string,
  engine: ContainerEngine,
  { projectDir, progress }: Pick<PlanOptions, "projectDir" | "progress">,
): Promise<string> {
  const build = task.images.get(image);
  // Without the registry's host: what is built here must not look as if it could be pushed there.
  const reference = build ? image.slice(image.lastIndexOf("/") + 1) : image;
  if (await hasImage(engine, reference)) {
    progress(`image ${reference}: there already`);
  } else if (build) {
    progress(`image ${reference}: building ${build.dockerfile}, which can pull its base image`);
    await buildImage(engine, build, projectDir, reference);
  } else {
    progress(`image ${reference}: pulling`);
    await runProgram([...engine.client, "pull", "--quiet", reference], { cwd: projectDir });
  }
  return reference;
}

/** The configuration that the image's command names, out of the image itself. */
export async function readProxyConf(engine: ContainerEngine, image: string): Promise<string> {
  const { command } = await readImage(engine, image);
  const at = command.indexOf("-c");
  const file = at < 0 ? "/etc/nginx/nginx.conf" : (command[at + 1] ?? "");
  const cat = ["run", "--rm", "--network", "none", "--read-only", "--entrypoint", "cat", image, file];
  return runProgram([...engine.client, ...cat], { cwd: "/" });
}
