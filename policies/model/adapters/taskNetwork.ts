import { type Decision, decided, maybe, no } from "../../values/decision";
import { known, property, text, truth, type Value } from "../../values/value";
import type { Workload } from "../nodes";
import type { References } from "../reference";
import type { Resource } from "../resource";
import { groupReferences } from "./groupReferences";

/** The parts of `AwsVpcConfiguration`, whatever the form of the settings calls them. */
export interface NetworkSettings {
  securityGroups: Value<unknown>;
  subnets: Value<unknown>;
  assignPublicIp: Value<unknown>;
}

/** The parts as the aws provider writes them. */
export const networkSettings = (settings: Value<unknown>): NetworkSettings => ({
  securityGroups: property(settings, "securityGroups"),
  subnets: property(settings, "subnets"),
  assignPublicIp: property(settings, "assignPublicIp"),
});

/** The network interface of tasks, from settings inside of one top-level property. */
export function taskNetwork(
  resource: Resource,
  references: References,
  within: string,
  settings: NetworkSettings,
): Pick<Workload, "securityGroups" | "subnets" | "publicAddress"> {
  return {
    securityGroups: groupReferences(resource, references, within, settings.securityGroups),
    subnets: known(references.ofList(resource, within, settings.subnets, "subnet")),
    publicAddress: publicAddressOf(settings.assignPublicIp),
  };
}

/** A truth value, or ENABLED and DISABLED as in the API; off by default (ECS `AwsVpcConfiguration`). */
export function publicAddressOf(given: Value<unknown>): Decision {
  if (given.state === "absent") return no;
  const word = text(given);
  if (word.state === "known" && /^(enabled|disabled)$/i.test(word.value)) {
    return decided(word.value.toLowerCase() === "enabled");
  }
  const flag = truth(given);
  return flag.state === "known" ? decided(flag.value) : maybe;
}
