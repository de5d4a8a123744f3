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
 * name with "/" would show the proxy's inner path. The fallback is a file of the folder like the others: as the last
 * word of try_files it would be a request of its own, inspected once more.
 */
export function staticFileDirectives({ filesRoot }: ProxySettings, { files }: FilesTreatment): Directive[] {
  const fallback = files.fallback === "" ? [] : [literal(files.fallback.slice(1))];
  return [
    directive("alias", [`${literal(filesRoot)}/${literal(files.folder)}/`], "files.folder"),
    directive("try_files", ["$uri", "$uri/index.html", ...fallback, "=404"], "files.fallback"),
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
    directive("open_file_cache", ["max=1000"], "files of an image do not change: each is looked for once a minute"),
    directive(
      "add_header",
      ["Cache-Control", files.maxAgeSeconds === 0 ? "no-cache" : `public, max-age=${files.maxAgeSeconds}`],
      "files.maxAgeSeconds; 0: asked for each time, with ETag",
    ),
  ];
}
