import { type Directive, directive, literal } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";

/** Modules, which come before everything else in the file. */
export function moduleDirectives({ compression }: ProxySettings): Directive[] {
  if (compression === undefined || compression.brotli === undefined) return [];
  const file = `${compression.brotli.modules}/ngx_http_brotli_filter_module.so`;
  return [directive("load_module", [literal(file)], "compression.brotli.modules")];
}

/** What is compressed, and how hard. */
export function compressionDirectives({ compression }: ProxySettings): Directive[] {
  if (compression === undefined) return [];
  const types = compression.types.map(literal);
  const { brotli } = compression;
  return [
    directive("gzip", ["on"], "compression"),
    directive("gzip_comp_level", [compression.level]),
    directive("gzip_min_length", [compression.minimumBytes], "compression.minimumBytes"),
    directive("gzip_types", types, "compression.types, and text/html"),
    directive("gzip_proxied", ["any"], "also for what came through a balancer or a CDN, which say so (Via)"),
    directive("gzip_vary", ["on"], "caches keep both forms apart"),
    ...(brotli === undefined
      ? []
      : [
          directive("brotli", ["on"], "compression.brotli: goes before gzip for who accepts both"),
          directive("brotli_comp_level", [brotli.level ?? 4]),
          directive("brotli_min_length", [compression.minimumBytes]),
          directive("brotli_types", types),
        ]),
  ];
}

/** A stream's pieces leave at once: a compressor would collect them. */
export function uncompressedDirectives({ compression }: ProxySettings): Directive[] {
  if (compression === undefined) return [];
  return [directive("gzip", ["off"]), ...(compression.brotli === undefined ? [] : [directive("brotli", ["off"])])];
}
