import { block, type Directive, directive } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";
import { forwardedProto } from "./clientAddress";

const variable = "$gate_transport_security";

/** Not a word of it over plain HTTP (RFC 6797 section 7.2): nginx leaves a header with an empty value out. */
export function transportSecurityDirectives({ strictTransportSecurity, clientAddress }: ProxySettings): Directive[] {
  if (strictTransportSecurity === undefined) return [];
  const { seconds, includeSubdomains = false } = strictTransportSecurity;
  return [
    block(
      "map",
      [forwardedProto(clientAddress), variable],
      [
        directive("default", [""]),
        directive("https", [`max-age=${seconds}${includeSubdomains ? "; includeSubDomains" : ""}`]),
      ],
      "strictTransportSecurity: only with answers to HTTPS requests",
    ),
  ];
}

/** Value of the header, where it is sent at all. */
export function transportSecurityValue({ strictTransportSecurity }: ProxySettings): string | undefined {
  return strictTransportSecurity === undefined ? undefined : variable;
}
