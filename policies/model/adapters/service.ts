import { type Decision, decided, maybe, no } from "../../values/decision";
import { isKnown, property, text, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Edge } from "../nodes";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { blueGreenForwards } from "./blueGreen";
import { registrationsOf, servesClients } from "./registrations";
import { networkSettings, taskNetwork } from "./taskNetwork";

/** `aws.ecs.Service`: the tasks that run, their network interface, and what registers them. */
export function service(resource: Resource, references: References, model: Model): void {
  const { urn } = resource;
  executeCommand({ urn, part: "enableExecuteCommand" }, urn, read(resource, "enableExecuteCommand"), model);
  if (hasTaskSets(resource)) model.servicesOfTaskSets.push({ urn, part: "deploymentController" });
  else addTasks(resource, references, model, "service");
}

/** `aws.ecs.TaskSet`: one revision of a service whose deployments are somebody else's. */
export function taskSet(resource: Resource, references: References, model: Model): void {
  addTasks(resource, references, model, "task set");
}

/** A service with an external deployment controller has neither a definition nor a network: its task sets do. */
function hasTaskSets(resource: Resource): boolean {
  const controller = text(property(read(resource, "deploymentController"), "type"));
  return isKnown(controller, "EXTERNAL") && read(resource, "taskDefinition").state === "absent";
}

function addTasks(resource: Resource, references: References, model: Model, noun: string): void {
  const name = nameOf(resource.urn);
  const one = (key: string, kind: "taskDefinition" | "cluster" | "service") =>
    references.one(resource, key, read(resource, key), kind);
  blueGreenForwards(resource, references, model);
  model.workloads.push({
    key: resource.urn,
    name,
    title: `${noun} ${name}`,
    edge: { urn: resource.urn },
    securityGroupsEdge: { urn: resource.urn, part: "networkConfiguration.securityGroups" },
    service: one("service", "service"),
    taskDefinition: one("taskDefinition", "taskDefinition"),
    cluster: one("cluster", "cluster"),
    ...registrationsOf(resource, references),
    ...taskNetwork(
      resource,
      references,
      "networkConfiguration",
      networkSettings(read(resource, "networkConfiguration")),
    ),
    servesClientsDirectly: decided(servesClients(resource)),
  });
}

/** ECS Exec opens a shell in a running container of a workload, and forwards ports to it, over the SSM agent. */
export function executeCommand(edge: Edge, of: string, enabled: Value<unknown>, model: Model): void {
  const flag = truth(enabled);
  const allowed: Decision = flag.state === "known" ? decided(flag.value) : flag.state === "unknown" ? maybe : no;
  if (allowed.answer !== "no") model.operatorAccess.push({ edge, of, allowed });
}
