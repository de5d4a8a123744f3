import type { Problem } from "../../nginx";
import { checkCertificate } from "../certificate";
import { checkChoice } from "../choice";
import type { NetworkLoadBalancerArgs } from "../networkLoadBalancer";
import { checkRanges } from "../range";
import { checkClients, planClients } from "./clients";
import { ClientAddressMode } from "./edgeKind";
import { TlsPolicy } from "./tlsPolicy";

/** A network load balancer's arguments that do not come from another resource. */
export type NetworkLoadBalancerSettings = Omit<NetworkLoadBalancerArgs, "network">;

/** Its arguments with their defaults, as far as they are plain. */
export interface NetworkLoadBalancerPlan {
  tls: boolean;
  port: number;
  /** Whether a URL need not name the port. */
  usualPort: boolean;
  clients: string[];
  clientAddress: ClientAddressMode;
  idleSeconds: number;
}

/** ELBv2 API reference, ListenerAttribute `tcp.idle_timeout.seconds`; a TLS listener's is fixed at the usual. */
const idle = { shortest: 60, longest: 6000, usual: 350 } as const;

/** Fills in the defaults of a network load balancer's plain arguments; judges nothing. */
export function planNetworkLoadBalancer(args: NetworkLoadBalancerSettings): NetworkLoadBalancerPlan {
  const tls = args.certificateArn !== undefined || args.domain !== undefined;
  const usual = tls ? 443 : 80;
  const port = args.port ?? usual;
  return {
    tls,
    port,
    usualPort: port === usual,
    clients: planClients(args.clients, false),
    clientAddress: args.clientAddress ?? ClientAddressMode.Preserve,
    idleSeconds: args.idleSeconds ?? idle.usual,
  };
}

/** Problems of a network load balancer's plain arguments. */
export function checkNetworkLoadBalancer(where: string, args: NetworkLoadBalancerSettings): Problem[] {
  const plan = planNetworkLoadBalancer(args);
  const { shortest, longest } = idle;
  return [
    ...checkRanges(where, [
      { field: "idleSeconds", value: plan.idleSeconds, from: shortest, to: longest, unit: "seconds" },
      { field: "port", value: plan.port, from: 1, to: 65535, unit: "as a whole number" },
    ]),
    ...checkFixedIdle(where, plan),
    ...checkCertificate(where, args),
    ...checkChoice(`${where}.tlsPolicy`, args.tlsPolicy ?? TlsPolicy.Tls12, Object.values(TlsPolicy)),
    ...checkChoice(`${where}.clientAddress`, plan.clientAddress, Object.values(ClientAddressMode)),
    ...checkClients(`${where}.clients`, plan.clients, { dualStack: false, ports: [plan.port] }),
  ];
}

function checkFixedIdle(where: string, { tls, idleSeconds }: NetworkLoadBalancerPlan): Problem[] {
  if (!tls || idleSeconds === idle.usual) return [];
  const legal = `${idle.usual}, which AWS does not let anyone change where the load balancer ends TLS`;
  return [{ where: `${where}.idleSeconds`, given: String(idleSeconds), legal, fix: "leave it out" }];
}
