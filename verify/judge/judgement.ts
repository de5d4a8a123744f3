import type { Service, ServiceDeployment } from "@aws-sdk/client-ecs";
import type { Verdict } from "../verification";

/** The newest service deployment (ECS API, DescribeServiceDeployments) and what it deploys. */
export interface NewestDeployment {
  deployment: ServiceDeployment;
  /** ARN of the task definition of its target revision; undefined where that was not read. */
  taskDefinition: string | undefined;
}

/** What ECS said of the service at one moment. */
export interface Observed {
  service: Service;
  /** Undefined where ECS lists none, or where it was not read. */
  newest: NewestDeployment | undefined;
}

/** A verdict, or what is still being waited for. */
export type Judgement = { kind: Exclude<Verdict, "unfinished"> | "waiting"; detail: string };
