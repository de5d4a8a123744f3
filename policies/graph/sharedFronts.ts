import type { Workload } from "../model/nodes";
import { keyOf } from "../model/reference";
import { allOf, type Decision, maybe } from "../values/decision";
import { type Fronts, together } from "./fronts";

interface Fronted {
  workload: Workload;
  fronts: Fronts;
}

/**
 * Tasks that nothing registers are often run with the groups of a service, as a migration before its deployment is. What
 * may come to the service's proxy may come to theirs: it gets nowhere that it could not get before.
 */
export function withSharedFronts<T extends Fronted>(all: readonly T[]): T[] {
  const byGroup = frontsByGroup(all.filter(({ workload }) => !isUnregistered(workload)));
  return all.map((each) => {
    if (!isUnregistered(each.workload)) return each;
    const shared = groupsOf(each.workload).flatMap(([key, certain]) => {
      const fronts = byGroup.get(key);
      return fronts === undefined ? [] : [certain ? fronts : doubted(fronts)];
    });
    return shared.length === 0 ? each : { ...each, fronts: together([each.fronts, ...shared]) };
  });
}

const isUnregistered = ({ registrations }: Workload): boolean =>
  registrations.state === "known" && registrations.value.length === 0;

/** What stands in front of all the services together that hold a group. */
function frontsByGroup(services: readonly Fronted[]): Map<string, Fronts> {
  const holders = new Map<string, Fronts[]>();
  for (const { workload, fronts } of services) {
    for (const [key, certain] of groupsOf(workload)) {
      const list = holders.get(key) ?? [];
      holders.set(key, list);
      list.push(certain ? fronts : doubted(fronts));
    }
  }
  return new Map([...holders].map(([key, list]) => [key, together(list)]));
}

/** Keys of the groups that a workload holds, and whether that is certain. */
function groupsOf({ securityGroups }: Workload): [key: string, certain: boolean][] {
  const references = securityGroups.state === "known" ? securityGroups.value : [];
  return references.flatMap((reference) =>
    reference.flatMap((target): [string, boolean][] => {
      const key = keyOf(target);
      return key === undefined ? [] : [[key, reference.length === 1]];
    }),
  );
}

function doubted({ groups, further, clientAddresses, clientGroups }: Fronts): Fronts {
  const doubt = (decision: Decision) => allOf([decision, maybe]);
  return {
    groups: new Map([...groups].map(([key, decision]) => [key, doubt(decision)])),
    further: doubt(further),
    clientAddresses: doubt(clientAddresses),
    clientGroups: doubt(clientGroups),
  };
}
