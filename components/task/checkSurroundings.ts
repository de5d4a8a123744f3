import type { Problem } from "../../nginx";
import type { Architecture } from "../architecture";
import type { ClusterRef } from "../cluster";
import type { ImageRef } from "../containerImage";
import type { HostsRef } from "../hosts/hostsArgs";
import type { NetworkRef } from "../network";
import { mostTasks, tasksInDeployment } from "../release/releasePlan";
import type { ServicePlan } from "../servicePlan";
import type { SecretSettings } from "./secretReference";

/** The images of a task that others make. */
export interface TaskImages {
  application?: { image: ImageRef };
  inspection?: { image: ImageRef };
  sidecars?: { image: ImageRef }[];
}

/** What a task needs of its cluster and of its network, held against what they have. */
export function checkSurroundings(
  where: string,
  plan: ServicePlan,
  around: TaskImages & { cluster: ClusterRef; network: NetworkRef; architecture: Architecture },
): Problem[] {
  return [
    ...checkSessions(where, plan, around.cluster),
    ...checkHosts(where, plan, around),
    ...checkEndpoints(where, plan, around),
  ];
}

function checkSessions(where: string, { task }: ServicePlan, { sessions }: ClusterRef): Problem[] {
  if (!task.exec || sessions !== undefined) return [];
  return [
    {
      where: `${where}.exec`,
      given: "true, in a cluster that keeps no record of sessions",
      legal: "a cluster with sessions: whoever goes past the proxy is to be found again",
      fix: "set sessions: {} on the cluster, or leave exec out",
    },
  ];
}

function checkHosts(
  where: string,
  plan: ServicePlan,
  { cluster, architecture }: { cluster: ClusterRef; architecture: Architecture },
): Problem[] {
  if (plan.task.compute.kind !== "hosts") return [];
  const { hosts } = cluster;
  if (hosts === undefined) {
    const legal = "a cluster with hosts";
    return [
      {
        where: `${where}.compute.kind`,
        given: "hosts, in a cluster without any",
        legal,
        fix: "set hosts on the cluster",
      },
    ];
  }
  const problems: Problem[] = [];
  if (hosts.architecture !== architecture) {
    const given = `${architecture}, on hosts of ${hosts.architecture}`;
    const legal = "the processor of the hosts, or no host takes a task";
    problems.push({ where: `${where}.architecture`, given, legal, fix: `use ${hosts.architecture}` });
  }
  return [...problems, ...checkPorts(where, plan, hosts)];
}

function checkPorts(where: string, { task, release }: ServicePlan, hosts: HostsRef): Problem[] {
  const { compute } = task;
  if (compute.kind !== "hosts" || compute.networkMode !== "bridge") return [];
  if (compute.hostPort === undefined) {
    if (hosts.admitsPickedPorts) return [];
    return [
      {
        where: `${where}.compute.hostPort`,
        given: "none, on hosts that admit no load balancer to the ports that ECS picks",
        legal: "a port, or hosts that admit the edge",
        fix: "name the edge in hosts.edges of the cluster, or set hostPort",
      },
    ];
  }
  // One task a host has the port: a deployment needs a free host, or stops a task first.
  const tasks = mostTasks(release);
  const needed = tasksInDeployment(release);
  if (hosts.most >= needed) return [];
  return [
    {
      where: `${where}.compute.hostPort`,
      given: `${compute.hostPort}, which one task a host can have, with ${release.scaling === undefined ? "" : "up to "}${tasks} tasks on at most ${hosts.most} hosts`,
      legal: `at least ${needed} hosts, so that a deployment finds a free one`,
      fix: `set most of the hosts to ${needed}, or leave hostPort out`,
    },
  ];
}

/** A network without a way to the internet reaches the services alone that it has endpoints for. */
function checkEndpoints(
  where: string,
  plan: ServicePlan,
  around: TaskImages & { cluster: ClusterRef; network: NetworkRef },
): Problem[] {
  const { endpoints } = around.network;
  if (endpoints === undefined) return [];
  const missing = needs(plan, around.cluster)
    .filter(({ service }) => !endpoints.services.includes(service))
    .map(({ service, field, what }) => ({
      where: `${where}.${field}`,
      given: `${what}, in a network without a way to the internet or an endpoint for ${service}`,
      legal: `a network with the endpoint ${service}`,
      fix: `add ${service} to the network's endpoints`,
    }));
  return [...missing, ...checkRouter(where, plan), ...checkImages(where, around)];
}

function checkRouter(where: string, { task }: ServicePlan): Problem[] {
  if (task.logs.kind !== "firelens") return [];
  return [
    {
      where: `${where}.logs.kind`,
      given: "firelens, in a network without a way to the internet",
      legal: "a network that leads there: the router's image is in AWS's public registry",
      fix: "use the layout private, or logs of kind cloudwatch",
    },
  ];
}

/** Endpoints lead to ECR's private repositories; to its public ones, as to any other registry, there is no endpoint. */
function checkImages(where: string, { application, inspection, sidecars = [] }: TaskImages): Problem[] {
  const images: [field: string, image: ImageRef | undefined][] = [
    ["application.image", application?.image],
    ["inspection.image", inspection?.image],
    ...sidecars.map(({ image }, index): [string, ImageRef] => [`sidecars[${index}].image`, image]),
  ];
  return images
    .filter(([, image]) => image !== undefined && image.repositoryArn === undefined)
    .map(([field]) => ({
      where: `${where}.${field}`,
      given: "an image without repositoryArn, in a network without a way to the internet",
      legal: "an image in a private repository of ECR: the task cannot pull it from elsewhere",
      fix: "make it with ContainerImage, or copy it to ECR and give repositoryArn",
    }));
}

interface Need {
  service: string;
  field: string;
  what: string;
}

function needs({ task }: ServicePlan, { sessions }: ClusterRef): Need[] {
  const places: [field: string, secrets: Record<string, SecretSettings> | undefined][] = [
    ["application.secrets", task.given.application.secrets],
    ["inspection.secrets", task.inspection?.secrets],
    ...task.sidecars.map(({ secrets }, index): [string, typeof secrets] => [`sidecars[${index}].secrets`, secrets]),
  ];
  return [
    ...places.flatMap(([field, secrets]) =>
      Object.entries(secrets ?? {}).map(([name, { kind }]) => ({
        service: kind === "parameter" ? "ssm" : "secretsmanager",
        field: `${field}.${name}`,
        what: `a ${kind}`,
      })),
    ),
    ...(task.exec ? [{ service: "ssmmessages", field: "exec", what: "true" }] : []),
    // The agent in the task itself decrypts the session's key (ECS developer guide, "Encrypting data for ECS Exec").
    ...(task.exec && sessions?.kmsKeyArn !== undefined
      ? [{ service: "kms", field: "exec", what: "true, with sessions under a key of KMS" }]
      : []),
  ];
}
