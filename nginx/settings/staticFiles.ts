/**
 * Files of the proxy's image, below `filesRoot`; the whole path names the file: with `folder: "web"`, `/assets/app.js`
 * is `web/assets/app.js`. A path that is a folder is answered with its index.html.
 *
 * @example
 * { prefix: "/", methods: ["GET"], files: { folder: "web", fallback: "/index.html" } }
 */
export interface StaticFiles {
  /** Folder below `filesRoot`, one segment. */
  folder: string;
  /** File of the folder that answers where there is none, for applications that route in the browser. @default 404 */
  fallback?: string;
  /** Seconds that browsers may keep a file without asking (Cache-Control). @default 0: they ask each time */
  maxAgeSeconds?: number;
}
