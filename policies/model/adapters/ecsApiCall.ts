import { property, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import type { Resource } from "../resource";
import { openingCall } from "./openingCalls";
import { addRunTask, type RunTask } from "./runTask";

/** A call of ECS's own API that a state machine or a schedule makes. */
export interface ApiCall extends Pick<RunTask, "title" | "oneOfSeveral" | "within" | "path"> {
  /** "runtask", in lower case. */
  action: string;
  /** The request, in the API's own words. */
  request: Value<unknown>;
}

/** What only reads, stops or labels opens nothing. */
const opensNothing = /^(describe|list|get|stop|delete|deregister|tag|untag|discover)/;

/** The action of ECS that an integration's ARN names: "runtask" of "arn:aws:states:::ecs:runTask.sync". */
export function ecsAction(arn: Value<string>): string | undefined {
  if (arn.state !== "known") return undefined;
  return /^arn:[^:]*:(?:states|scheduler):::(?:aws-sdk:)?ecs:(\w+)/.exec(arn.value)?.[1]?.toLowerCase();
}

/** What the SDK calls services that the CLI names otherwise. */
const namesInCli: Readonly<Record<string, string>> = {
  codedeploy: "deploy",
  elasticloadbalancing: "elb",
  elasticloadbalancingv2: "elbv2",
  eventbridge: "events",
  vpclattice: "vpc-lattice",
};

/** Reports a call of another service's API that opens a way: "ec2 authorize-security-group-ingress". */
export function addOpeningCall({ urn, type }: Resource, arn: Value<string>, model: Model): void {
  const integration =
    arn.state === "known" ? /^arn:[^:]*:(?:states|scheduler):::aws-sdk:(\w+):(\w+)/.exec(arn.value) : null;
  const [, service = "", action = ""] = integration ?? [];
  if (action === "") return;
  const inCli = Object.hasOwn(namesInCli, service) ? namesInCli[service] : service;
  const call = openingCall(`${inCli} ${action.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-")}`);
  if (call !== undefined) model.opaque.push({ urn, type, opens: `a way by its own call (${call})`, workload: false });
}

/** The tasks that a call starts; a call that changes something else of ECS is not followed. */
export function addApiCall(resource: Resource, references: References, model: Model, call: ApiCall): void {
  const { action, within, request } = call;
  if (opensNothing.test(action)) return;
  if (action !== "runtask" && action !== "starttask") {
    const { urn, type } = resource;
    model.opaque.push({ urn, type, opens: "a service or a task definition of its own making", workload: false });
    return;
  }
  const network = parameter(parameter(request, "NetworkConfiguration"), "AwsvpcConfiguration");
  addRunTask(resource, references, model, {
    ...call,
    taskDefinition: parameter(request, "TaskDefinition"),
    network: {
      securityGroups: parameter(network, "SecurityGroups"),
      subnets: parameter(network, "Subnets"),
      assignPublicIp: parameter(network, "AssignPublicIp"),
    },
    groupsPath: "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    enableExecuteCommand: parameter(request, "EnableExecuteCommand"),
    cluster: { within, value: parameter(request, "Cluster") },
  });
}

/**
 * One parameter of a request. A state machine may compute it while it runs: the key then ends in ".$", or a text in the
 * value is an expression between `{%` and `%}` (Amazon States Language, "Transforming data").
 */
function parameter(of: Value<unknown>, name: string): Value<unknown> {
  if (property(of, `${name}.$`).state !== "absent") return unknown;
  const value = property(of, name);
  const written = value.state === "known" ? value.value : undefined;
  return [written].flat().some(isExpression) ? unknown : value;
}

const isExpression = (part: unknown): boolean => typeof part === "string" && part.startsWith("{%");
