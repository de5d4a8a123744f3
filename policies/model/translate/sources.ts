import type { Resource } from "../resource";
import type { Fields } from "./fields";

/** URNs behind each property, under the names that the properties have in the aws provider. */
export function dependenciesOf({ dependencies }: Resource, fields: Fields): Pick<Resource, "dependencies"> {
  if (dependencies === undefined) return {};
  const renamed: Record<string, readonly string[]> = Object.assign(Object.create(null), dependencies);
  for (const [name, { reads }] of Object.entries(fields)) {
    const told = reads.flatMap(([head = ""]) => (Object.hasOwn(dependencies, head) ? [dependencies[head] ?? []] : []));
    if (told.length === 0) delete renamed[name];
    else renamed[name] = [...new Set(told.flat())];
  }
  return { dependencies: renamed };
}

/** Properties whose declared value is not what is there, under their names in the aws provider. */
export function ignoredBy({ ignoreChanges }: Resource, fields: Fields): Pick<Resource, "ignoreChanges"> {
  if (ignoreChanges === undefined) return {};
  const named = Object.entries(fields).flatMap(([name, { reads }]) => reads.map((read) => ({ name, read })));
  const paths = ignoreChanges.flatMap((path) => {
    const steps = stepsOf(path);
    const renamed = named.flatMap(({ name, read }) => {
      const ignored = read.every((key, index) => index >= steps.length || steps[index] === key);
      return ignored ? [[name, ...steps.slice(read.length)].join(".")] : [];
    });
    const moved = named.some(({ read }) => read[0] === steps[0]);
    return moved ? renamed : [path];
  });
  return { ignoreChanges: [...new Set(paths)] };
}

/** Whether changes of a property, or of something inside of it, are ignored. */
export function isIgnored({ ignoreChanges = [] }: Resource, property: string): boolean {
  return ignoreChanges.some((path) => ["*", property].includes(stepsOf(path)[0] ?? ""));
}

/** The keys and indexes of a property path: `ingress[0].cidrBlocks`, `["ingress"][*]`. */
const stepsOf = (path: string): string[] => path.match(/[^.[\]"]+/g) ?? [];
