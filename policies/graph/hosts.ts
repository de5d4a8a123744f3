import type { Model } from "../model/model";
import type { Host, Workload } from "../model/nodes";
import { keyOf, type Reference } from "../model/reference";
import { anyOf, type Decision, maybeOutside, yes } from "../values/decision";
import type { Value } from "../values/value";

/** A host with what its templates say filled in. */
export interface ResolvedHost {
  host: Host;
  securityGroups: Value<readonly Reference[]>;
  publicAddress: Decision;
}

/** Instances and Auto Scaling groups of the stack, in URN order. */
export function startedHosts(model: Model): ResolvedHost[] {
  return [...model.hosts.values()].filter(({ starts }) => starts).map((host) => resolved(host, model));
}

function resolved(host: Host, model: Model): ResolvedHost {
  const templates = host.templates.flat().map((target) => model.hosts.get(keyOf(target) ?? ""));
  const sources = [host, ...templates];
  const groups = sources.map((each) => each?.securityGroups ?? { state: "unknown" as const });
  const flags = sources.flatMap((each) => (each?.publicAddress.state === "known" ? [each.publicAddress.value] : []));
  const elastic = model.elasticAddresses.some(({ host: of }) => of.some((target) => keyOf(target) === host.key));
  return {
    host,
    securityGroups: groups.find(({ state }) => state !== "absent") ?? { state: "absent" },
    // Without a word about it the subnet decides, and the subnet's default may be changed by anyone.
    publicAddress: elastic ? yes : flags.length > 0 ? anyOf(flags) : maybeOutside,
  };
}

/** The hosts that the stack's capacity providers start for a workload's cluster; there may be others. */
export function hostsOf(workload: Workload, model: Model): ResolvedHost[] {
  const clusters = new Set((workload.cluster ?? []).map(keyOf));
  const providers = model.capacities
    .filter(({ cluster }) => cluster.some((target) => keyOf(target) !== undefined && clusters.has(keyOf(target))))
    .flatMap((capacity) => capacity.providers.flat());
  const groups = new Set(
    providers.flatMap((target) => model.capacityProviders.get(keyOf(target) ?? "") ?? []).map(keyOf),
  );
  return startedHosts(model).filter(({ host }) => groups.has(host.key));
}

/** Every host of the stack on which ECS runs tasks. */
export function ecsHosts(model: Model): ReadonlySet<string> {
  return new Set([...model.capacityProviders.values()].flat().flatMap((target) => keyOf(target) ?? []));
}
