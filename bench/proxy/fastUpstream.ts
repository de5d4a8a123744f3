import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultDecide } from "../../nginx";
import { block, directive } from "../../nginx/conf/directive";
import { tempPathDirectives } from "../../nginx/render/process";
import { nginxServer } from "./contenders/nginx";
import type { Workbench } from "./workbench";

/**
 * An upstream that costs next to nothing, on the other processor, and counts the connections that it accepts. As a service
 * that inspects requests, it admits every one.
 */
export interface FastUpstream {
  port: number;
  socket: string;
  connections(): number;
}

/** An answer as long as the application's. */
const body = '{"message":"User 1 found!"}';

/** Starts an nginx that answers everything with a constant, over TCP and over a Unix socket. */
export async function startFastUpstream(bench: Workbench, nginx: string, port: number): Promise<FastUpstream> {
  const name = "upstream";
  const socket = join(bench.folder, "upstream.sock");
  const directives = [
    directive("pid", ["nginx.pid"]),
    block("events", [], [directive("worker_connections", [4096])]),
    block(
      "http",
      [],
      [
        ...tempPathDirectives(),
        // One line for the first request of each connection.
        block("map", ["$connection_requests", "$first"], [directive("default", [0]), directive("1", [1])]),
        directive("log_format", ["connection", "$connection"]),
        directive("access_log", ["connections", "connection", "if=$first"]),
        directive("keepalive_requests", [1_000_000]),
        block(
          "server",
          [],
          [
            directive("listen", [`127.0.0.1:${port}`]),
            directive("listen", [`unix:${socket}`]),
            block("location", ["=", defaultDecide.path], [directive("return", [204])]),
            block(
              "location",
              ["/"],
              [directive("default_type", ["application/json"]), directive("return", [200, body])],
            ),
          ],
        ),
      ],
    ),
  ];
  await bench.start(name, nginxServer(nginx, directives, port), { on: "rest" });
  const log = join(bench.folder, name, "connections");
  return {
    port,
    socket,
    connections: () => readFileSync(log).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0),
  };
}
