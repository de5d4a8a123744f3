import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type { NginxProgram } from "./nginxProgram";

/** Lines that `nginx -t` writes where all is well. */
const well = / (?:syntax is ok|test is successful)$/;

/** Directives of brotli, which have no effect on others. */
const ofBrotli = /^ *(?:load_module|brotli\w*)\s[^;]*;\n/gm;

/** The folder in the line that loads the module. */
const loadedFrom = /^(load_module\s)[^;]*(\/[^/;]+\.so;)$/gm;

/** What looks names up while nginx runs, and a server that has a name. */
const resolver = /^ +resolver(?:_timeout)?\s[^;]*;\n/gm;
const namedServer = /^( +server\s+)[^\s;]+(:\d+\s[^;]*)\sresolve/gm;

const trusted = /^( *proxy_ssl_trusted_certificate )[^;]*;$/gm;

/** As the Dockerfile does: the name of a linked container is known only where the task runs. */
const linkedServer = /^( +server )[A-Za-z][A-Za-z0-9_-]*:(\d)/gm;

/** A folder in which one configuration after another is tried by one nginx. */
export interface NginxTry {
  /** What nginx says against a configuration, warnings too; empty where it has nothing to say. */
  complaints(conf: string): Promise<string>;
  remove(): void;
}

/**
 * Tries configurations by `nginx -t`: nginx reads them, makes its tables and opens its files, and stops. What may not
 * be there has something in its place: other certificates, its own modules or no brotli, addresses where it cannot
 * resolve names.
 */
export function nginxTry(nginx: NginxProgram): NginxTry {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-try-"));
  const file = join(folder, "nginx.conf");
  const authorities = join(folder, "authorities.pem");
  mkdirSync(join(folder, "prefix"));
  writeFileSync(authorities, rootCertificates.slice(0, 2).join("\n"));
  return {
    complaints: async (conf) => {
      writeFileSync(file, replaced(conf, nginx, authorities));
      const said = await run(nginx.file, ["-t", "-p", join(folder, "prefix"), "-c", file, "-e", "stderr"]);
      return said
        .split("\n")
        .filter((line) => line !== "" && !well.test(line))
        .join("\n");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function replaced(conf: string, { modules, resolves }: NginxProgram, authorities: string): string {
  const packed = modules === undefined ? conf.replace(ofBrotli, "") : conf.replace(loadedFrom, `$1${modules}$2`);
  const resolved = resolves ? packed : packed.replace(resolver, "").replace(namedServer, "$1192.0.2.1$2");
  return resolved.replace(trusted, `$1${authorities};`).replace(linkedServer, "$1127.0.0.1:$2");
}

/** What it wrote on stderr, and how it ended if not well. */
function run(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code === 0 ? said : `${said}\nended with ${code ?? signal}`));
  });
}
