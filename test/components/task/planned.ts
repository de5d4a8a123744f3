import { checkServicePlan } from "../../../components/checkServicePlan";
import { containerDefinitions } from "../../../components/containerDefinitions";
import { planEdge } from "../../../components/edges/edgePlan";
import { planService, type ServicePlan, type ServiceSettings } from "../../../components/servicePlan";
import { planContainers } from "../../../components/task/containers";

const edge = planEdge({ kind: "alb", idleSeconds: 60, subnets: ["10.0.0.0/20", "10.0.16.0/20"] });
const health = { command: ["CMD", "true"] };

/** Settings that are sound but for what a test changes. */
export type Change = Partial<Omit<ServiceSettings, "application">> & {
  application?: Partial<ServiceSettings["application"]>;
};

/** The plan of a sound service with a few places changed. */
export function planned({ application, ...change }: Change = {}): ServicePlan {
  const proxy = { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] };
  return planService({ proxy, ...change, application: { health, ...application } }, edge);
}

/** Fields that are reported for such a service, each once. */
export function refused(change: Change): string[] {
  return checkServicePlan("service", planned(change)).map(({ where }) => where);
}

/** What ECS would be given for a container. */
export interface Definition {
  name: string;
  [field: string]: unknown;
}

/** The container definitions of a plan, in surroundings that say what each is given. */
export function definitions(plan: ServicePlan, own: Record<string, Record<string, string>> = {}): Definition[] {
  const containers = planContainers(plan).map(({ name }) => [
    name,
    { image: `${name}:1`, logGroup: `/ecs/${name}`, environment: own[name] ?? {}, secrets: {} },
  ]);
  return containerDefinitions(plan, {
    region: "us-east-1",
    containers: Object.fromEntries(containers),
  }) as Definition[];
}
