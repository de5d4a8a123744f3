import type { Problem } from "../nginx";
import { Architecture } from "./architecture";
import { checkServicePlan } from "./checkServicePlan";
import { checkChoice } from "./choice";
import { reservedEnvironment } from "./containerDefinitions";
import { checkEdgeRef } from "./edges/checkEdge";
import { planEdge } from "./edges/edgePlan";
import { checkPlace, placeOf } from "./edges/place";
import { checkComponentName, checkScopedNames, type Scope } from "./naming";
import type { ProxiedServiceArgs } from "./proxiedService";
import { checkFolders } from "./proxy/folders";
import { planService, type ServicePlan } from "./servicePlan";
import { checkArguments } from "./shapes/checkArguments";
import { proxiedServiceShape } from "./shapes/serviceShape";
import { checkSurroundings } from "./task/checkSurroundings";

/** Everything that is wrong with a service's arguments, whatever they are; makes nothing. */
export function checkServiceArguments(name: string, scope: Scope, args: ProxiedServiceArgs): Problem[] {
  const where = `ProxiedService "${name}"`;
  return checkArguments(where, args, proxiedServiceShape, () => {
    const plan = planOf(args);
    const architecture = architectureOf(args);
    const environment = Object.keys(args.application?.environment ?? {});
    return [
      ...checkEdgeRef(`${where}.edge`, args.edge),
      ...checkPlace(where, args.edge, placeOf(plan), plan.edge.freeRules),
      ...checkProxiedService(where, name, { scope, plan, environment }),
      ...checkFolders(`${where}.proxy.folders`, plan.proxy, args.proxy.folders ?? {}),
      ...checkChoice(`${where}.architecture`, architecture, Object.values(Architecture)),
      ...checkSurroundings(where, plan, { ...args, architecture }),
    ];
  });
}

/** Problems of a service as planned; the program's configuration asks this too, before any resource. */
export function checkProxiedService(
  where: string,
  name: string,
  { scope, plan, environment }: { scope: Scope; plan: ServicePlan; environment: string[] },
): Problem[] {
  const taken = environment.filter((variable) => reservedEnvironment.some((reserved) => reserved === variable));
  return [
    ...checkComponentName(where, name),
    ...checkScopedNames(where, scope, name),
    ...checkServicePlan(where, plan),
    ...taken.map((variable) => ({
      where: `${where}.application.environment.${variable}`,
      given: "a value",
      legal: `any name but ${reservedEnvironment.join(", ")}, which the gate sets from port, keepAliveSeconds and stopSeconds`,
      fix: "remove it",
    })),
  ];
}

/** The plan of a service whose arguments were found right. */
export function planOf(args: ProxiedServiceArgs): ServicePlan {
  return planService(args, planEdge({ ...args.edge, tls: args.edge.certificateArn !== undefined }));
}

/** The processor of the task, and of the images made for it. */
export function architectureOf(args: ProxiedServiceArgs): Architecture {
  return args.architecture ?? Architecture.X86_64;
}
