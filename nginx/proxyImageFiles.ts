import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderProxy } from "./render/renderProxy";
import type { ProxySettings } from "./settings/proxySettings";

/** The Dockerfile is here beside the source, and three folders up from components/dist/nginx, where this is compiled to. */
const dockerfilePlaces = [join(__dirname, "Dockerfile"), join(__dirname, "../../../nginx/Dockerfile")];

/** Nothing of the folder goes into the image but the configuration, whatever else lies there. */
const dockerignore = "*\n!.dockerignore\n!Dockerfile\n!nginx.conf\n";

/**
 * The whole build context of the proxy's image: file name to text. Equal settings give equal files, so the hash of the
 * context can name the image.
 *
 * @throws Error as renderProxy does; Error if the Dockerfile was not shipped with the compiled code.
 * @example
 * for (const [name, text] of Object.entries(proxyImageFiles(settings))) writeFileSync(join(folder, name), text);
 */
export function proxyImageFiles(settings: ProxySettings): Record<string, string> {
  return { Dockerfile: readDockerfile(), "nginx.conf": renderProxy(settings), ".dockerignore": dockerignore };
}

function readDockerfile(): string {
  const place = dockerfilePlaces.find((path) => existsSync(path));
  if (place === undefined) {
    throw new Error(`the proxy's Dockerfile is missing; looked at ${dockerfilePlaces.join(" and ")}`);
  }
  return readFileSync(place, "utf8");
}
