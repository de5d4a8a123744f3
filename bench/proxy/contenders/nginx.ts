import type { Directive } from "../../../nginx/conf/directive";
import { printDirectives } from "../../../nginx/conf/printer";
import type { Server } from "../workbench";

/** nginx with this configuration, in the foreground, its prefix in a folder of its own. */
export function nginxServer(nginx: string, directives: Directive[], listens: number): Server {
  return {
    files: { "nginx.conf": printDirectives(directives) },
    argv: [nginx, "-p", "{folder}", "-c", "{folder}/nginx.conf", "-e", "stderr", "-g", "daemon off;"],
    listens,
  };
}
