import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDockerfile } from "../local/dockerfile";
import { inputFailure } from "../local/failure";
import { type ImageKind, imageKind, supportedBases } from "../local/imageKind";
import type { ImageBuild } from "../local/stackState";

/** The build argument that names the base image of each kind. */
export const baseArgument: Record<ImageKind, string> = { nginx: "NGINX_IMAGE", node: "NODE_IMAGE" };

/** What an image of the stack is made from. */
export interface Base {
  kind: ImageKind;
  /** The image that the Dockerfile names when nothing else is said. */
  image: string;
}

/**
 * Reads in its Dockerfile what an image is made from.
 *
 * @throws LocalFailure (exit code 2) for a base that no Debian package stands in for
 */
export function readBase(build: ImageBuild, projectDir: string): Base {
  const image = readDockerfile(readFileSync(join(projectDir, build.dockerfile), "utf8"), build.arguments);
  const kind = imageKind(image);
  if (kind) return { kind, image: image.fromImage };
  throw inputFailure([
    { where: build.dockerfile, given: `FROM ${image.from}`, legal: supportedBases, fix: "use --bases pull" },
  ]);
}
