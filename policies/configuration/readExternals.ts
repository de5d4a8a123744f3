import { type Given, readEntries, refuseOthers } from "./entries";
import { type ExternalSecurityGroup, legalHolders } from "./externalSecurityGroup";
import { type ListOf, readList } from "./list";
import type { Problems } from "./problems";

const legal = ["id", "heldBy", "proxyPorts", "loadBalancerGroups"];
const legalId = 'an id such as "sg-0123456789abcdef0"';
const ports: ListOf<number> = {
  least: 1,
  is: (given): given is number => typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= 65535,
  legal: "a port from 1 to 65535",
  fix: "give the ports of the proxy in the tasks that hold the group.",
};
const groups: ListOf<string> = {
  least: 0,
  is: isGroupId,
  legal: legalId,
  fix: "give the ids of the groups of the load balancers in front of these tasks.",
};

export function readExternals(given: unknown, problems: Problems): ExternalSecurityGroup[] {
  const seen = new Set<string>();
  return readEntries(given, "externals", problems, (entry, where) => {
    if (isGroupId(entry.id)) {
      const fix = "put all that is known of the group into one entry.";
      if (seen.has(entry.id)) problems.add(`${where}.id`, entry.id, "one entry a group", fix);
      seen.add(entry.id);
    }
    return readExternal(entry, where, problems);
  });
}

function readExternal(given: Given, where: string, problems: Problems): ExternalSecurityGroup {
  refuseOthers(given, legal, where, problems);
  const id = isGroupId(given.id) ? given.id : "";
  if (id === "") problems.add(`${where}.id`, given.id, legalId, "give the id of one group.");
  const heldBy = legalHolders.find((holder) => holder === given.heldBy);
  if (heldBy === undefined) problems.add(`${where}.heldBy`, given.heldBy, legalHolders.join(", "), "give one of them.");
  if (heldBy !== "proxied task") {
    if (heldBy !== undefined) refuseTaskProperties(given, where, problems);
    return { id, heldBy: heldBy ?? "other" };
  }
  return { id, heldBy, ...readPorts(given, where, problems), ...readLoadBalancerGroups(given, where, problems) };
}

/** What only a task can have says that another holder is meant, or another group. */
function refuseTaskProperties(given: Given, where: string, problems: Problems): void {
  for (const key of ["proxyPorts", "loadBalancerGroups"]) {
    if (given[key] === undefined) continue;
    problems.add(
      `${where}.${key}`,
      given[key],
      'nothing, unless heldBy is "proxied task"',
      "remove it or correct heldBy.",
    );
  }
}

function readPorts({ proxyPorts }: Given, where: string, problems: Problems): { proxyPorts: readonly number[] } {
  return { proxyPorts: readList(proxyPorts, ports, `${where}.proxyPorts`, problems) ?? [] };
}

function readLoadBalancerGroups(
  { loadBalancerGroups }: Given,
  where: string,
  problems: Problems,
): Pick<ExternalSecurityGroup, "loadBalancerGroups"> {
  if (loadBalancerGroups === undefined) return {};
  return {
    loadBalancerGroups: readList(loadBalancerGroups, groups, `${where}.loadBalancerGroups`, problems) ?? [],
  };
}

function isGroupId(given: unknown): given is string {
  return typeof given === "string" && /^sg-[0-9a-z-]{1,60}$/.test(given);
}
