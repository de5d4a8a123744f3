import { block, type Directive, directive } from "../../../nginx/conf/directive";
import { tempPathDirectives } from "../../../nginx/render/process";
import { shares } from "../shares";
import type { Contender, Places } from "./contender";
import { nginxServer } from "./nginx";

/** What tutorials write about how a request goes on to the application. */
const variants = {
  /** Nothing: nginx then speaks HTTP/1.0 to the application, a new connection a request. */
  S0: [],
  /** Made for WebSockets, and sent with every request, so that no connection is used twice. */
  S1: [
    directive("proxy_http_version", ["1.1"]),
    directive("proxy_set_header", ["Upgrade", "$http_upgrade"]),
    directive("proxy_set_header", ["Connection", "upgrade"]),
    directive("proxy_set_header", ["Host", "$host"]),
    directive("proxy_cache_bypass", ["$http_upgrade"]),
  ],
};

/** A configuration in the manner of the ECS tutorials: a filter on methods, a prefix, `proxy_pass`, the log of nginx's image. */
export function tutorial(nginx: string, variant: keyof typeof variants): Contender {
  return {
    name: `tutorial ${variant}`,
    over: "TCP",
    shares: shares.equal,
    server: (places) => nginxServer(nginx, tutorialDirectives(places, variants[variant]), places.port),
  };
}

function tutorialDirectives({ port, upstream }: Places, forwarding: Directive[]): Directive[] {
  if (!("port" in upstream)) throw new Error("the tutorials reach the application over TCP");
  const server = block(
    "server",
    [],
    [
      directive("listen", [`127.0.0.1:${port}`]),
      block("location", ["/"], [directive("return", [404])]),
      block(
        "location",
        ["/api"],
        [
          block(
            "if",
            ["($request_method", "!~", "^(GET|POST|HEAD|OPTIONS|PUT|DELETE)$)"],
            [directive("return", [405])],
          ),
          directive("proxy_pass", [`http://127.0.0.1:${upstream.port}`]),
          ...forwarding,
        ],
      ),
    ],
  );
  return [
    directive("error_log", ["stderr", "warn"]),
    directive("pid", ["nginx.pid"]),
    block("events", [], [directive("worker_connections", [768])]),
    // nginx's image links its log to stdout, in nginx's own format, which is what a tutorial without a word about logs gets.
    block("http", [], [...tempPathDirectives(), directive("access_log", ["/dev/stdout", "combined"]), server]),
  ];
}
