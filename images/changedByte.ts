import { appendFileSync, cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { contextFiles } from "../components/contentTag";
import type { ImageSource } from "./publish";

/**
 * A copy of an image's build context in which the last file has one byte more: a newline at its end.
 *
 * @param projectDir absolute folder that the paths of the build are relative to
 * @param copy folder for the copy; absolute, and not there yet
 * @returns the copy as a source whose paths are relative to `copy`
 */
export function withOneByteMore({ repository, build }: ImageSource, projectDir: string, copy: string): ImageSource {
  const context = join(projectDir, build.context);
  const dockerfile = join(projectDir, build.dockerfile);
  const files = contextFiles(context, dockerfile);
  for (const name of files) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    cpSync(join(context, name), join(copy, name));
  }
  // Docker always sends both, whatever .dockerignore says.
  cpSync(dockerfile, join(copy, "Dockerfile"));
  cpSync(join(context, ".dockerignore"), join(copy, ".dockerignore"));
  appendFileSync(join(copy, files.at(-1) ?? "Dockerfile"), "\n");
  return { repository, build: { ...build, context: ".", dockerfile: "Dockerfile" } };
}
