import type { Problem } from "../../nginx";
import type { ProxyArgs } from "./proxyArgs";

/**
 * Name with a tag, a digest or both, as a Dockerfile's FROM has it (the grammar of references in distribution/reference,
 * without its limits on length). A name alone would be another image every month.
 */
const pinnedReference =
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?::[0-9]+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/;

/** What of the proxy's arguments decides whether its image can be built on another one. */
export type BaseImagePlan = Pick<ProxyArgs, "baseImage" | "compression">;

/** The image that the proxy's is made from, and what only another one than the usual has. */
export function checkBaseImage(where: string, { baseImage, compression }: BaseImagePlan): Problem[] {
  if (baseImage === undefined) return compression?.brotli === undefined ? [] : [brotliMissing(where)];
  if (typeof baseImage === "string" && pinnedReference.test(baseImage)) return [];
  return [
    {
      where: `${where}.baseImage`,
      given: JSON.stringify(baseImage),
      legal: "an image with its tag or digest",
      fix: 'write it such as "nginx:1.31.7", or leave it out',
    },
  ];
}

function brotliMissing(where: string): Problem {
  return {
    where: `${where}.compression.brotli`,
    given: "brotli, and no baseImage",
    legal: "a baseImage that has brotli's module: the usual one has none",
    fix: "give baseImage, or leave brotli out: gzip is there in any case",
  };
}
