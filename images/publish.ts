import { join } from "node:path";
import { contentTag } from "../components/contentTag";
import type { ContainerEngine } from "../local/containerEngine";
import { buildImage } from "../local/engineImage";
import { toolFailure } from "../local/failure";
import { runProgram } from "../local/runProgram";
import type { ImageBuild } from "../local/stackState";
import type { Registry } from "./registry";

/** An image to be made: repository, and how it is built. */
export interface ImageSource {
  /** `gatehouse-dev-web-app`, as the stack names it. */
  repository: string;
  build: ImageBuild;
}

/** Where an image is, or is to be, in the registry. */
export interface PublishedImage {
  repository: string;
  tag: string;
  /** `<registry>/<repository>:<tag>`. */
  reference: string;
  /** False where the registry held the tag already, and nothing was done. */
  built: boolean;
  /** `sha256:…` of the manifest, as the registry answered the push; empty where nothing was pushed. */
  digest: string;
}

/** What publishing needs besides the source. */
export interface Publishing {
  engine: ContainerEngine;
  registry: Registry;
  /** Absolute folder that the paths of a build are relative to. */
  projectDir: string;
  progress: (line: string) => void;
}

/** The tag that the components give the image: the hash of all that goes into it. */
export function tagOf({ build }: ImageSource, projectDir: string): string {
  const platform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
  const paths = { context: join(projectDir, build.context), dockerfile: join(projectDir, build.dockerfile) };
  return contentTag({ ...paths, args: build.arguments, platform });
}

/**
 * Builds and pushes an image unless the registry holds its tag, as ContainerImage does with ECR.
 *
 * @throws LocalFailure (exit code 3) with the end of the builder's or the registry's output
 */
export async function publish(source: ImageSource, to: Publishing): Promise<PublishedImage> {
  const { engine, registry, projectDir, progress } = to;
  const { repository, build } = source;
  const tag = tagOf(source, projectDir);
  const reference = `${registry.host}/${repository}:${tag}`;
  if (await registry.has(repository, tag)) {
    progress(`${repository}:${tag}: the registry holds it; nothing is built`);
    return { repository, tag, reference, built: false, digest: "" };
  }
  progress(`${repository}:${tag}: building ${build.dockerfile}`);
  await buildImage(engine, build, projectDir, reference);
  progress(`${repository}:${tag}: pushing`);
  return { repository, tag, reference, built: true, digest: await push(engine, reference) };
}

async function push({ client }: ContainerEngine, reference: string): Promise<string> {
  const output = await runProgram([...client, "push", reference], { cwd: "/" });
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1];
  if (digest) return digest;
  throw toolFailure(`docker push ${reference} named no digest:`, ...output.trimEnd().split("\n").slice(-3));
}

/**
 * Takes an image out of the engine and pulls it from the registry, as a host that never built it.
 *
 * @param own whether the engine is there for this run alone: then its build cache goes too, and every layer is pulled
 * @returns digest of the manifest that was pulled
 */
export async function pullAgain(engine: ContainerEngine, own: boolean, reference: string): Promise<string> {
  const docker = (...args: string[]) => runProgram([...engine.client, ...args], { cwd: "/" });
  await docker("image", "rm", reference);
  if (own) await docker("builder", "prune", "--all", "--force");
  const output = await docker("pull", reference);
  return /Digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1] ?? "";
}
