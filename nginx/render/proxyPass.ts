import { type Directive, directive, literal } from "../conf/directive";
import { remoteAuthority } from "../plan/remoteName";
import type { ForwardTreatment } from "../plan/treatment";
import type { ProxySettings } from "../settings/proxySettings";
import type { RemoteUpstream } from "../settings/remoteUpstream";
import type { Upstream } from "../settings/upstream";
import { nextHop } from "./inspectionUpstream";
import { isGroup } from "./upstreamServers";
import { handshakeDirectives } from "./upstreamTls";

/** How a request is sent to the application. */
export function proxyPassDirectives(settings: ProxySettings, treatment: ForwardTreatment): Directive[] {
  const upstream = settings.upstreams[treatment.upstream];
  const { name, connectSeconds } = nextHop(settings, treatment);
  const scheme = isRemote(upstream) && upstream.tls !== false ? "https" : "http";
  return [
    directive(
      "proxy_pass",
      [`${scheme}://${name}$request_uri`],
      "upstream: the raw path and query go on as they were judged",
    ),
    ...(isRemote(upstream) ? handshakeDirectives(upstream) : []),
    directive("proxy_http_version", ["1.1"]),
    directive("proxy_connect_timeout", [`${connectSeconds}s`], "connectSeconds"),
    directive(
      "proxy_send_timeout",
      [`${treatment.readSeconds}s`],
      "readSeconds: then 504, before the balancer gives up",
    ),
    directive("proxy_read_timeout", [`${treatment.readSeconds}s`]),
    ...(isRemote(upstream) && isGroup(upstream) ? retryDirectives(upstream) : [onceMore()]),
    ...(isRemote(upstream) ? redirectDirectives(upstream, scheme) : []),
    directive("proxy_buffer_size", ["16k"], "room for large cookies in the application's answer"),
    directive("proxy_buffers", [8, "16k"]),
  ];
}

/** Value for Host: what the client asked for, or the upstream's own name. */
export function upstreamHost({ upstreams }: ProxySettings, treatment: ForwardTreatment): string {
  const upstream = upstreams[treatment.upstream];
  return isRemote(upstream) && upstream.hostHeader === "upstream" ? literal(remoteAuthority(upstream) ?? "") : "$host";
}

function isRemote(upstream: Upstream | undefined): upstream is RemoteUpstream {
  return upstream?.kind === "remote";
}

function onceMore(): Directive {
  return directive(
    "proxy_next_upstream",
    ["error"],
    "once more on a fresh connection where a kept one turns out closed; never POST or PATCH, never after a time-out",
  );
}

/** Never `non_idempotent`: nginx then leaves a POST or PATCH that was sent where it is. */
function retryDirectives({ retries: { on, attempts, seconds } }: RemoteUpstream): Directive[] {
  const reasons = on.map((reason) => (reason === "timeout" ? reason : `http_${reason}`));
  return [
    directive(
      "proxy_next_upstream",
      ["error", ...reasons],
      "retries.on: to another server; never a POST or PATCH of which anything was sent",
    ),
    directive("proxy_next_upstream_tries", [attempts], "retries.attempts"),
    directive("proxy_next_upstream_timeout", [`${seconds}s`], "retries.seconds: later none is asked again"),
  ];
}

/** The upstream knows itself by its own name only, so its redirects would lead past the proxy. */
function redirectDirectives(upstream: RemoteUpstream, scheme: string): Directive[] {
  if (upstream.hostHeader !== "upstream") return [];
  const own = `${scheme}://${literal(remoteAuthority(upstream) ?? "")}/`;
  return [
    directive("proxy_redirect", [own, "/"], "hostHeader: a redirect to the upstream's own name stays here"),
    directive("absolute_redirect", ["off"], "as a path, because only the client knows how it reached the proxy"),
  ];
}
