import type { Problem } from "../../nginx";
import type { Shape } from "./shape";

/**
 * Everything that is wrong with a component's arguments: that they do not have the shape of their interface, or what the
 * component finds in their values. A value of the wrong type is said together with all others of that sort, but before the
 * rest: nothing that is made of it could be judged.
 *
 * @param where Name of the component, as the messages begin.
 * @param judge Judges the values; only asked when it can read them.
 * @example
 * refuse(checkArguments(`Cluster "${name}"`, args, clusterShape, () => checkCluster(where, name, args, scope)));
 */
export function checkArguments<T>(where: string, args: unknown, shape: Shape<T>, judge: () => Problem[]): Problem[] {
  const misfits = shape.misfits(where, args);
  const found = misfits.map(({ problem }) => problem);
  if (misfits.some(({ readable }) => !readable)) return found;
  // Two checks can see one mistake, such as a choice that there is not.
  return [...found, ...judge().filter((problem) => found.every((each) => each.where !== problem.where))];
}
