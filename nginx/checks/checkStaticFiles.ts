import { pathTemplate } from "../plan/pathTemplate";
import { type Problem, show } from "../problem";
import type { Route } from "../settings/route";
import { absolutePathRule, isAbsolutePath } from "./absolutePath";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

const folderName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Files instead of an application. */
export function checkStaticFiles(route: Route, where: string): Problem[] {
  const files: unknown = route.files;
  const at = `${where}.files`;
  if (!isObject(files)) return [{ where: at, given: show(files), legal: "folder", fix: 'write { folder: "web" }' }];
  const { folder, fallback, maxAgeSeconds } = files;
  const problems = checkKeys(at, files, ["folder", "fallback", "maxAgeSeconds"]);
  if (typeof folder !== "string" || !folderName.test(folder)) {
    const legal = 'one segment of letters, digits, ".", "_" and "-"';
    problems.push({ where: `${at}.folder`, given: show(folder), legal, fix: 'write it such as "web"' });
  }
  if (fallback !== undefined && !isFile(fallback)) {
    const legal = 'a path in the folder, such as "/index.html"';
    problems.push({ where: `${at}.fallback`, given: show(fallback), legal, fix: 'use "/index.html"' });
  }
  if (maxAgeSeconds !== undefined) {
    const range = { where: `${at}.maxAgeSeconds`, given: maxAgeSeconds, from: 0, to: 31536000, fix: "use 3600" };
    problems.push(...checkRange(range));
  }
  return [...problems, ...checkRead(route, where)];
}

function isFile(path: unknown): boolean {
  const segments = pathTemplate(path);
  return segments !== undefined && segments.length > 0 && segments.every(({ kind }) => kind === "text");
}

function checkRead({ methods }: Route, where: string): Problem[] {
  if (Array.isArray(methods) && methods.every((method) => method === "GET" || method === "HEAD")) return [];
  return [{ where: `${where}.methods`, given: show(methods), legal: "GET and HEAD", fix: 'use ["GET"]' }];
}

/** The folder of the image that holds the folders. */
export function checkFilesRoot(filesRoot: unknown): Problem[] {
  if (isAbsolutePath(filesRoot, 200)) return [];
  return [{ where: "filesRoot", given: show(filesRoot), legal: absolutePathRule, fix: 'use "/srv"' }];
}
