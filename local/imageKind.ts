import { posix } from "node:path";
import type { ImageDefaults } from "./dockerfile";

/** What this machine can run in place of an image. */
export type ImageKind = "nginx" | "node";

/** The ARG that names the base image, and names of repositories that are one. */
const known: Record<ImageKind, string[]> = {
  nginx: ["NGINX_IMAGE", "nginx", "nginx-unprivileged"],
  node: ["NODE_IMAGE", "node"],
};

/** For messages: what the last stage of a Dockerfile may be made from. */
export const supportedBases =
  "a last stage FROM $NGINX_IMAGE or $NODE_IMAGE, or from an image named nginx, nginx-unprivileged or node";

/**
 * Which program an image is made to run; undefined for one that this machine cannot stand in for.
 *
 * @example imageKind({ from: "public.ecr.aws/docker/library/node:22-alpine", fromImage: "" }) // → "node"
 */
export function imageKind({ from, fromImage }: Pick<ImageDefaults, "from" | "fromImage">): ImageKind | undefined {
  const names = [from.replace(/[${}]/g, ""), repositoryName(from), repositoryName(fromImage)];
  return (["nginx", "node"] as const).find((kind) => names.some((name) => known[kind].includes(name)));
}

/** `public.ecr.aws/nginx/nginx:1.31@sha256:…` → `nginx`. */
function repositoryName(image: string): string {
  return posix.basename(image.replace(/@.*$/, "").replace(/:[^/]*$/, ""));
}
