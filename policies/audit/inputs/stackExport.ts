import { isObject, type JsonObject } from "./json";
import { regions } from "./regions";
import { type Kept, keep, stateOf } from "./state";
import { Unreadable } from "./unreadable";

/** Version 4 is version 3 with a list of the engine's features that the stack uses (`DeploymentV3` in `apitype`). */
const versions: readonly unknown[] = [3, 4];

export const isStackExport = (document: JsonObject): boolean => isObject(document.deployment) && "version" in document;

/** What `pulumi stack export` writes: the state, in which everything is known. */
export function readStackExport({ version, deployment }: JsonObject): Kept & { urns: string[] } {
  if (!versions.includes(version)) {
    throw new Unreadable(
      `is a stack export of version ${JSON.stringify(version).slice(0, 20)}, legal: 3 or 4`,
      "export the stack again with a current `pulumi stack export`",
    );
  }
  const resources = isObject(deployment) ? (deployment.resources ?? []) : [];
  if (!Array.isArray(resources))
    throw new Unreadable("is a stack export without a list of resources", "export it again");
  const states = resources.map((raw, index) => stateOf(raw, `deployment.resources[${index}]`));
  return { ...keep(states, regions(states)), urns: states.map(({ urn }) => urn) };
}
