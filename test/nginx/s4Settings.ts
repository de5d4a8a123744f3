import {
  type DecideInspection,
  defaultDecide,
  defaultProxySettings,
  defaultRelay,
  type ProxySettings,
  type RelayInspection,
} from "../../nginx";
import { appAt, s1Settings } from "./s1Settings";

/** Inspection at the edge (S4 of the seeds): the sample service, with a service beside the proxy that decides. */
export const s4Settings: ProxySettings = {
  ...s1Settings,
  inspection: { kind: "decide", port: 9000, ...defaultDecide, passHeaders: ["X-Inspection-Score"] },
};

/** Where a test has the application and the service. */
interface Places {
  app: number;
  service: number;
}

/** S4 without a balancer, so that a test is the client itself. */
export function decideAt({ app, service }: Places, changes: Partial<DecideInspection> = {}): ProxySettings {
  return {
    ...s4Settings,
    clientAddress: defaultProxySettings.clientAddress,
    upstreams: appAt(app),
    inspection: { kind: "decide", ...defaultDecide, passHeaders: ["X-Inspection-Score"], ...changes, port: service },
  };
}

/** The same with a service that relays. */
export function relayAt({ app, service }: Places, changes: Partial<RelayInspection> = {}): ProxySettings {
  return { ...decideAt({ app, service }), inspection: { kind: "relay", ...defaultRelay, ...changes, port: service } };
}
