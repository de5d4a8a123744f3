/**
 * Compressed answers for who accepts them, with `Vary: Accept-Encoding`. Measured on 21 kB of JSON: level 1 costs 250 µs
 * and leaves 20 % of the bytes, 4 costs 380 and leaves 19 %, 6 costs 565 and leaves 18 %; the application itself needs a
 * thousand.
 *
 * @example
 * { ...defaultCompression, minimumBytes: 500 }
 */
export interface Compression {
  /** Media types besides text/html, which nginx always takes. */
  types: string[];
  /** Shorter answers stay as they are; one whose length is not told beforehand is compressed. @default 1000 */
  minimumBytes: number;
  /** Of gzip, 1 to 9. @default 4 */
  level: number;
  /** Brotli too, where the image has its module. @default undefined: gzip only */
  brotli?: Brotli;
}

/**
 * Needs a base image that has the module, in the version that its nginx was built with; the Dockerfile takes its name as
 * `NGINX_IMAGE`. Debian's package is libnginx-mod-http-brotli-filter; the image on ECR Public has none. Without the module
 * the build of the image fails, because nginx refuses the configuration.
 */
export interface Brotli {
  /** Folder of ngx_http_brotli_filter_module.so in the image. Debian: "/usr/lib/nginx/modules". */
  modules: string;
  /** 1 to 11. @default 4 */
  level?: number;
}

/** JSON and text, from the length at which a packet is saved. */
export const defaultCompression: Compression = {
  types: [
    "application/json",
    "application/problem+json",
    "application/javascript",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
    "text/xml",
  ],
  minimumBytes: 1000,
  level: 4,
};
