import { anyOf, type Decision, maybe, no } from "../../values/decision";
import { noPorts } from "../../values/ports";
import { classify, known, property, type Value } from "../../values/value";
import type { Model } from "../model";
import type { Container } from "../nodes";
import type { Reference, References } from "../reference";
import { nameOf, type Resource, read } from "../resource";
import { networkSettings, publicAddressOf, taskNetwork } from "./taskNetwork";

/** `aws.batch.ComputeEnvironment`: the subnets and security groups of the jobs that run in it. */
export function computeEnvironment(resource: Resource, references: References, model: Model): void {
  const settings = read(resource, "computeResources");
  const groups = property(settings, "securityGroupIds");
  const network = { ...networkSettings(settings), securityGroups: groups };
  const { securityGroups, subnets } = taskNetwork(resource, references, "computeResources", network);
  model.computeEnvironments.push({ securityGroups, subnets });
}

/**
 * `aws.batch.JobDefinition`: a container of its own, on Fargate with a public address if it says so. Which environment a
 * job runs in is told when it is submitted, so it is each of the stack's. Jobs on EC2 have no address of their own.
 */
export function jobDefinition(resource: Resource, references: References, model: Model): void {
  const { urn } = resource;
  const name = nameOf(urn);
  const publicAddress = anyOf(
    ["containerProperties", "ecsProperties", "nodeProperties"].map((key) => assigned(read(resource, key))),
  );
  if (publicAddress.answer === "no") return;
  model.taskDefinitions.set(urn, {
    ...{ key: urn, name, networkMode: known("awsvpc"), notFollowed: [] },
    containers: known([job]),
  });
  const none = taskNetwork(resource, references, "", networkSettings({ state: "absent" }));
  model.batchJobs.push({
    ...{ key: urn, name, title: `batch job ${name}`, edge: { urn }, securityGroupsEdge: { urn } },
    ...{ service: undefined, cluster: undefined, taskDefinition: [{ at: "stack", key: urn }] },
    ...{ registrations: known([]), targetGroups: [], servesClientsDirectly: no },
    ...none,
    publicAddress,
  });
}

/** What AWS Batch calls the container of a job; its ports are nowhere declared. */
const job: Container = {
  name: "default",
  image: { state: "unknown" },
  ports: noPorts,
  portNames: new Map(),
  hostPorts: noPorts,
  dynamicHostPort: false,
  essential: { answer: "yes" },
  dependsOn: known([]),
  hasHealthCheck: no,
  isLogRouter: false,
};

/** Whether these properties, JSON text or the object itself, assign a public address (Batch, `NetworkConfiguration`). */
function assigned(properties: Value<unknown>): Decision {
  if (properties.state !== "known") return properties.state === "absent" ? no : maybe;
  const { value } = properties;
  try {
    return anywhere(typeof value === "string" ? JSON.parse(value) : value);
  } catch {
    return maybe;
  }
}

function anywhere(json: unknown): Decision {
  if (classify(json).state === "unknown") return maybe;
  if (typeof json !== "object" || json === null) return no;
  return anyOf(
    Object.entries(json).map(([key, value]) =>
      key.toLowerCase() === "assignpublicip" ? publicAddressOf(classify(value)) : anywhere(value),
    ),
  );
}

/** Runs each job in the compute environments of the stack; without any, in one that cannot be seen. */
export function linkBatchJobs(model: Model): void {
  const { computeEnvironments: all } = model;
  const network = {
    securityGroups: all.length === 0 ? known([elsewhere]) : oneOf(all.map(({ securityGroups }) => securityGroups)),
    subnets: all.length === 0 ? known([elsewhere]) : oneOf(all.map(({ subnets }) => subnets)),
  };
  model.workloads.push(...model.batchJobs.map((each) => ({ ...each, ...network })));
}

const elsewhere: Reference = [{ at: "outside" }];

/** The references of one of several lists: which of them is meant is a doubt about each reference. */
function oneOf(lists: readonly Value<readonly Reference[]>[]): Value<readonly Reference[]> {
  const [only, ...more] = lists;
  if (only === undefined || more.length === 0) return only ?? { state: "absent" };
  if (lists.some(({ state }) => state === "unknown")) return { state: "unknown" };
  const all = lists.flatMap((list) => (list.state === "known" ? list.value : []));
  return known(all.map(() => all.flat()));
}
