import { type Directive, directive, literal } from "../conf/directive";
import { remoteName } from "../plan/remoteName";
import type { RemoteUpstream } from "../settings/remoteUpstream";

const publicAuthorities = "/etc/ssl/certs/ca-certificates.crt";

/**
 * The handshake with an upstream. nginx alone would send no name and believe any certificate. It resumes sessions by
 * itself. Said in each place: since 1.27.2 nginx holds the authorities' certificates once, however many name the file.
 */
export function handshakeDirectives(upstream: RemoteUpstream): Directive[] {
  const { tls } = upstream;
  if (tls === false) return [];
  return [
    directive("proxy_ssl_server_name", ["on"], "tls: the name goes into the handshake (SNI)"),
    directive(
      "proxy_ssl_name",
      [literal(remoteName(upstream) ?? "")],
      "tls.serverName: what the certificate must be for",
    ),
    directive("proxy_ssl_verify", ["on"], "a certificate that does not convince is answered 502"),
    directive("proxy_ssl_verify_depth", [3], "certificates between the server's and a trusted one: AWS sends three"),
    directive(
      "proxy_ssl_trusted_certificate",
      [literal(tls.certificateAuthorities ?? publicAuthorities)],
      "tls.certificateAuthorities",
    ),
    directive("proxy_ssl_protocols", ["TLSv1.2", "TLSv1.3"], "nginx before 1.23.4 would offer 1.0 too"),
  ];
}
