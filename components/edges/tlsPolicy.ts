/** The oldest TLS that visitors may speak: 1.2, with forward secrecy only, or 1.3. */
export const TlsPolicy = { Tls12: "tls12", Tls13: "tls13" } as const;
export type TlsPolicy = (typeof TlsPolicy)[keyof typeof TlsPolicy];

/** ELB user guide, "Security policies for your Application Load Balancer"; Network Load Balancers have the same. */
export function tlsPolicyName(policy: TlsPolicy = TlsPolicy.Tls12): string {
  return policy === TlsPolicy.Tls13 ? "ELBSecurityPolicy-TLS13-1-3-2021-06" : "ELBSecurityPolicy-TLS13-1-2-2021-06";
}
