import { known, property, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { executeCommand } from "./service";
import { type NetworkSettings, networkSettings, taskNetwork } from "./taskNetwork";

/** What a resource says about tasks that it starts by itself, each of which ends on its own (ECS `RunTask`). */
export interface RunTask {
  /** "schedule nightly". */
  title: string;
  /** Set where the resource may have several of them. */
  oneOfSeveral?: true;
  /** The top-level property in which all of it stands. */
  within: string;
  /** The path to the settings: "target.ecsParameters". */
  path: string;
  taskDefinition: Value<unknown>;
  network: NetworkSettings;
  /** The path to the security groups from the settings. */
  groupsPath: string;
  enableExecuteCommand: Value<unknown>;
  /** Where the cluster is named, and how. */
  cluster: { within: string; value: Value<unknown> };
}

/** Tasks that nothing registers: what reaches them is decided by their address and security groups alone. */
export function addRunTask(resource: Resource, references: References, model: Model, task: RunTask): void {
  const { title, within, path, cluster } = task;
  const { urn } = resource;
  const key = task.oneOfSeveral ? `${urn} ${path}` : urn;
  executeCommand({ urn, part: `${path}.enableExecuteCommand` }, key, task.enableExecuteCommand, model);
  model.workloads.push({
    key,
    name: nameOf(urn),
    title,
    edge: { urn, part: path },
    securityGroupsEdge: { urn, part: `${path}.${task.groupsPath}` },
    service: undefined,
    taskDefinition: references.one(resource, within, task.taskDefinition, "taskDefinition"),
    cluster: references.one(resource, cluster.within, cluster.value, "cluster"),
    registrations: known([]),
    targetGroups: [],
    ...taskNetwork(resource, references, within, task.network),
    servesClientsDirectly: { answer: "no" },
  });
}

/** `aws.cloudwatch.EventTarget`: an event that starts tasks. */
export function eventTarget(resource: Resource, references: References, model: Model): void {
  const settings = read(resource, "ecsTarget");
  if (settings.state === "absent") return;
  addRunTask(resource, references, model, {
    title: `event target ${nameOf(resource.urn)}`,
    within: "ecsTarget",
    path: "ecsTarget",
    taskDefinition: property(settings, "taskDefinitionArn"),
    network: networkSettings(property(settings, "networkConfiguration")),
    groupsPath: "networkConfiguration.securityGroups",
    enableExecuteCommand: property(settings, "enableExecuteCommand"),
    cluster: { within: "arn", value: read(resource, "arn") },
  });
}

/** `aws.pipes.Pipe`: a queue or a stream whose messages start tasks. */
export function pipe(resource: Resource, references: References, model: Model): void {
  const settings = property(read(resource, "targetParameters"), "ecsTaskParameters");
  if (settings.state === "absent") return;
  addRunTask(resource, references, model, {
    title: `pipe ${nameOf(resource.urn)}`,
    within: "targetParameters",
    path: "targetParameters.ecsTaskParameters",
    taskDefinition: property(settings, "taskDefinitionArn"),
    network: networkSettings(property(property(settings, "networkConfiguration"), "awsVpcConfiguration")),
    groupsPath: "networkConfiguration.awsVpcConfiguration.securityGroups",
    enableExecuteCommand: property(settings, "enableExecuteCommand"),
    cluster: { within: "target", value: read(resource, "target") },
  });
}
