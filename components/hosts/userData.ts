/**
 * What a host does when it starts: it tells ECS's agent which cluster it belongs to, and keeps tasks from the host's own role
 * (ECS developer guide, "Amazon ECS container agent configuration"): those with an address of their own by the agent, the
 * others by the hop limit of the instance's metadata.
 */
export function userData(clusterName: string): string {
  const settings = [`ECS_CLUSTER=${clusterName}`, "ECS_AWSVPC_BLOCK_IMDS=true", "ECS_ENABLE_TASK_IAM_ROLE=true"];
  return ["#!/bin/sh", "cat >>/etc/ecs/ecs.config <<'END'", ...settings, "END", ""].join("\n");
}
