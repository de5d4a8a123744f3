import { shares } from "../shares";
import type { Contender, Places } from "./contender";
import { s1Features } from "./sameFeatures";

/** Caddy on one processor with the features of S1 that it has: its JSON log has fields of its own. */
export function caddy(program: string): Contender {
  return {
    name: "Caddy",
    over: "TCP",
    shares: shares.proxy,
    server: (places) => ({
      files: { Caddyfile: caddyfile(places) },
      argv: [program, "run", "--config", "{folder}/Caddyfile", "--adapter", "caddyfile"],
      // Go starts as many threads as the machine has processors, and this one may use only one of them.
      environment: { GOMAXPROCS: "1" },
      listens: places.port,
    }),
  };
}

function caddyfile({ port, upstream }: Places): string {
  if (!("port" in upstream)) throw new Error("Caddy is measured over TCP");
  const { dropped, healthBody, idleSeconds, readSeconds, connectSeconds, upstreamIdleSeconds, bodyLimitBytes } =
    s1Features();
  // Caddy writes these itself.
  const hopByHop = ["Connection", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade"];
  return `{
	admin off
	auto_https off
	log {
		output stdout
		format json
	}
	servers {
		timeouts {
			read_header 10s
			idle ${idleSeconds}s
		}
	}
}

http://:${port} {
	bind 127.0.0.1
	log
	request_body {
		max_size ${bodyLimitBytes}
	}
	@health path /
	handle @health {
		respond "${healthBody}"
	}
	@users {
		method GET HEAD
		path_regexp ^/api/users/(by/username/)?[^/]+$
	}
	handle @users {
		header X-Content-Type-Options nosniff
		reverse_proxy 127.0.0.1:${upstream.port} {
			header_up X-Real-IP {http.request.header.X-Forwarded-For}
			header_up X-Forwarded-For {http.request.header.X-Forwarded-For}
			header_up X-Forwarded-Proto {http.request.header.X-Forwarded-Proto}
			header_up X-Forwarded-Host {host}
			header_up X-Request-Id {http.request.uuid}
${dropped
  .filter((name) => !hopByHop.includes(name))
  .map((name) => `\t\t\theader_up -${name}`)
  .join("\n")}
			header_down -X-Powered-By
			transport http {
				dial_timeout ${connectSeconds}s
				response_header_timeout ${readSeconds}s
				keepalive ${upstreamIdleSeconds}s
				keepalive_idle_conns_per_host 64
			}
		}
	}
	handle {
		respond 404
	}
}
`;
}
