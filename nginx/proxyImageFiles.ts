import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderProxy } from "./render/renderProxy";
import type { ProxySettings } from "./settings/proxySettings";

/** The Dockerfile is here beside the source, and three folders up from components/dist/nginx, where this is compiled to. */
const dockerfilePlaces = [join(__dirname, "Dockerfile"), join(__dirname, "../../../nginx/Dockerfile")];

/** The line after which the folders of static files are copied, where there are any. */
const copyConfiguration = "COPY nginx.conf /etc/nginx/nginx.conf\n";

/**
 * The build context of the proxy's image as text: file name to text. Equal settings give equal files, so the hash of the
 * context can name the image. Where a route has `files`, the context also needs the folders that `staticFolders` names,
 * below `files/`.
 *
 * @throws Error as renderProxy does; Error if the Dockerfile was not shipped with the compiled code.
 * @example
 * for (const [name, text] of Object.entries(proxyImageFiles(settings))) writeFileSync(join(folder, name), text);
 */
export function proxyImageFiles(settings: ProxySettings): Record<string, string> {
  const configuration = renderProxy(settings);
  const folders = staticFolders(settings);
  const copyFiles = folders.length === 0 ? "" : `COPY files ${settings.filesRoot}\n`;
  // Nothing of the folder goes into the image but what is meant to, whatever else lies there.
  const kept = [".dockerignore", "Dockerfile", "nginx.conf", ...folders.map((folder) => `files/${folder}`)];
  return {
    Dockerfile: readDockerfile().replace(copyConfiguration, `${copyConfiguration}${copyFiles}`),
    "nginx.conf": configuration,
    ".dockerignore": ["*", ...kept.map((name) => `!${name}`), ""].join("\n"),
  };
}

/** Folders that routes of the settings answer from, each once; settings that are not sound name those that they can. */
export function staticFolders({ sites }: Pick<ProxySettings, "sites">): string[] {
  const routes = sites.flatMap((site) => (Array.isArray(site?.routes) ? site.routes : []));
  const folders = routes.map((route) => route?.files?.folder).filter((folder) => typeof folder === "string");
  return [...new Set(folders)].sort();
}

function readDockerfile(): string {
  const place = dockerfilePlaces.find((path) => existsSync(path));
  if (place === undefined) {
    throw new Error(`the proxy's Dockerfile is missing; looked at ${dockerfilePlaces.join(" and ")}`);
  }
  return readFileSync(place, "utf8");
}
