import type { AlarmArgs } from "./alarms";

/** What watches a service. Each is one switch; nothing is made, and nothing costs, where it is left out. */
export interface WatchingArgs {
  /**
   * Who is told when something is wrong. Which alarms there are, is plain. ECS does not forget the names of alarms that are no
   * longer given, and the aws provider cannot tell it to: when you remove them, run `aws ecs update-service` on the service
   * with `--deployment-configuration "alarms={alarmNames=[],enable=false,rollback=false}"`. @default no alarms
   */
  alarms?: AlarmArgs;
  /** One page of graphs, and the last failed requests; $3 a month beyond an account's first three. Plain. @default false */
  dashboard?: boolean;
  /**
   * Count the proxy's access log: requests, errors of the proxy and of the application, and what the proxy refused; $1.20 a
   * month for four metrics (Amazon CloudWatch pricing, us-east-1). Plain. @default true with `alarms`, where CloudWatch has the logs
   */
  logMetrics?: boolean;
}
