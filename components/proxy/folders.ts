import { existsSync, statSync } from "node:fs";
import { type Problem, staticFolders } from "../../nginx";
import type { ProxyPlan } from "./proxyPlan";

/** Folders of static files: each that a route names is given, each that is given is named, and there. */
export function checkFolders(where: string, proxy: ProxyPlan, folders: Record<string, string>): Problem[] {
  const named = Array.isArray(proxy.sites) ? staticFolders({ sites: proxy.sites }) : [];
  const missing = named.filter((name) => folders[name] === undefined);
  return [
    ...missing.map((name) => ({
      where: `${where}.${name}`,
      given: "nothing",
      legal: "the folder that a route's files name",
      fix: `write ${name}: and the path of the folder`,
    })),
    ...Object.entries(folders).flatMap(([name, path]) => {
      const at = { where: `${where}.${name}`, given: JSON.stringify(path) };
      if (!named.includes(name)) {
        return [{ ...at, legal: "a folder that some route's files name", fix: "remove it, or name it in a route" }];
      }
      if (existsSync(path) && statSync(path).isDirectory()) return [];
      return [
        { ...at, legal: "the path of a folder, seen from the project's", fix: "build it first, or correct the path" },
      ];
    }),
  ];
}
