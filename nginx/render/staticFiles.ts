import { block, type Directive, directive, literal } from "../conf/directive";
import type { FilesTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";

/** Media types by the ends of names (IANA); whatever else there is, browsers download. */
const mediaTypes: [type: string, endings: string[]][] = [
  ["text/html", ["html", "htm"]],
  ["text/css", ["css"]],
  ["text/javascript", ["js", "mjs"]],
  ["text/plain", ["txt"]],
  ["text/xml", ["xml"]],
  ["application/json", ["json", "map"]],
  ["application/manifest+json", ["webmanifest"]],
  ["application/pdf", ["pdf"]],
  ["application/wasm", ["wasm"]],
  ["font/woff", ["woff"]],
  ["font/woff2", ["woff2"]],
  ["image/avif", ["avif"]],
  ["image/gif", ["gif"]],
  ["image/jpeg", ["jpg", "jpeg"]],
  ["image/png", ["png"]],
  ["image/svg+xml", ["svg"]],
  ["image/webp", ["webp"]],
  ["image/x-icon", ["ico"]],
  ["video/mp4", ["mp4"]],
];

/**
 * Files below a place. A folder's index is answered where it is asked for: nginx's own redirect to a
 * name with "/" would show the proxy's inner path.
 */
export function staticFileDirectives(
  { filesRoot }: ProxySettings,
  { files }: FilesTreatment,
  location: string,
): Directive[] {
  const last = files.fallback === "" ? "=404" : `${location}${literal(files.fallback)}`;
  return [
    directive("alias", [`${literal(filesRoot)}/${literal(files.folder)}/`], "files.folder"),
    directive("try_files", ["$uri", "$uri/index.html", last], "files.fallback"),
    block(
      "types",
      [],
      mediaTypes.map(([type, endings]) => directive(type, endings)),
    ),
    directive("default_type", ["application/octet-stream"]),
    directive("charset", ["utf-8"]),
    directive("charset_types", ["text/css", "text/javascript", "text/plain", "text/xml"], "and text/html"),
    directive("sendfile", ["on"]),
    directive("disable_symlinks", ["on"], "nothing outside the folder"),
    directive(
      "add_header",
      ["Cache-Control", files.maxAgeSeconds === 0 ? "no-cache" : `public, max-age=${files.maxAgeSeconds}`],
      "files.maxAgeSeconds; 0: asked for each time, with ETag",
    ),
  ];
}
