import type { Mount } from "./containerPlan";

/**
 * Folders that the agent of ECS Exec writes to, which a read-only root would refuse. AWS does not document them; they are
 * what users found (aws/containers-roadmap#1359, amazon-ecs-exec-checker#71). The agent runs as root, to whom a new volume
 * belongs.
 */
const agentFolders = {
  agents: "/managed-agents",
  state: "/var/lib/amazon/ssm",
  log: "/var/log/amazon/ssm",
} as const;

/** The volumes of a container's agent: one container's agent must not find the state of another's. */
export function agentMounts(container: string): Mount[] {
  return Object.entries(agentFolders).map(([part, containerPath]) => ({
    sourceVolume: `exec-${container}-${part}`,
    containerPath,
    readOnly: false,
  }));
}
