import type { Configuration } from "./configuration";
import { buildGraph } from "./graph/build";
import { type Forwarders, forwardersOf } from "./graph/forwarders";
import { type Fronts, frontsOf } from "./graph/fronts";
import type { Graph } from "./graph/graph";
import { type Tasks, tasksOf } from "./graph/proxy";
import { Ways } from "./graph/ways";
import type { Model } from "./model/model";
import type { Service } from "./model/nodes";

/** A service with what was worked out about its tasks; what the rules look at. */
export interface ViewedService {
  service: Service;
  tasks: Tasks;
  fronts: Fronts;
}

/** Everything that is worked out once from a model and shared by the rules and the report. */
export interface View {
  model: Model;
  configuration: Configuration;
  services: readonly ViewedService[];
  forwarders: Forwarders;
  graph: Graph;
  ways: Ways;
}

export function viewOf(model: Model, configuration: Configuration): View {
  const forwarders = forwardersOf(model);
  const services = model.services.map((service) => ({
    service,
    tasks: tasksOf(service, model, configuration),
    fronts: frontsOf(service, model, forwarders),
  }));
  const tasks = new Map(services.map((each) => [each.service.key, each.tasks]));
  const graph = buildGraph(model, tasks, forwarders);
  return { model, configuration, services, forwarders, graph, ways: new Ways(graph) };
}
