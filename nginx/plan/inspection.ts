import type { DecideInspection } from "../settings/inspection";
import type { ProxySettings } from "../settings/proxySettings";
import type { Treatment } from "./treatment";

/** The service that is asked about these requests. Undefined: none, or nginx answers all of them by itself. */
export function decisionFor({ inspection }: ProxySettings, treatments: Treatment[]): DecideInspection | undefined {
  const isAsked = treatments.some(({ kind }) => kind === "forward" || kind === "files");
  return inspection?.kind === "decide" && isAsked ? inspection : undefined;
}

/** Names of a header that is passed on: in the request to the application, and as a variable of nginx. */
export interface PassedHeader {
  name: string;
  variable: string;
  /** Variable of nginx for the header in the service's answer. */
  answered: string;
}

/** Headers of the service's answer that the application gets. */
export function passedHeaders({ inspection }: ProxySettings): PassedHeader[] {
  const names = inspection?.kind === "decide" ? inspection.passHeaders : [];
  return names.map((name) => {
    const word = name.toLowerCase().replaceAll("-", "_");
    return { name, variable: `$gate_passed_${word}`, answered: `$upstream_http_${word}` };
  });
}
