import type { Configuration } from "./configuration";
import { buildGraph } from "./graph/build";
import { type Forwarders, forwardersOf } from "./graph/forwarders";
import { type Fronts, frontsOf } from "./graph/fronts";
import type { Graph } from "./graph/graph";
import { withContainersNamed } from "./graph/portNames";
import { type Tasks, tasksOf } from "./graph/proxy";
import { type PublicAddresses, publicAddressesIn } from "./graph/publicAddresses";
import { withSharedFronts } from "./graph/sharedFronts";
import { Ways } from "./graph/ways";
import type { Model } from "./model/model";
import type { Workload } from "./model/nodes";

/** A workload with what was worked out about its tasks; what the rules look at. */
export interface ViewedWorkload {
  /** Its registrations name containers and ports, also where the program names a port mapping. */
  workload: Workload;
  tasks: Tasks;
  fronts: Fronts;
  addresses: PublicAddresses;
}

/** Everything that is worked out once from a model and shared by the rules and the report. */
export interface View {
  model: Model;
  configuration: Configuration;
  workloads: readonly ViewedWorkload[];
  forwarders: Forwarders;
  graph: Graph;
  ways: Ways;
}

export function viewOf(model: Model, configuration: Configuration): View {
  const forwarders = forwardersOf(model);
  const addressesOf = publicAddressesIn(model);
  const own = model.workloads.map((declared) => {
    const tasks = tasksOf(declared, model, configuration);
    const workload = withContainersNamed(declared, tasks);
    const fronts = frontsOf(workload, model, forwarders);
    return { workload, tasks, fronts, addresses: addressesOf(workload) };
  });
  const workloads = withSharedFronts(own);
  const graph = buildGraph(model, workloads, forwarders);
  return { model, configuration, workloads, forwarders, graph, ways: new Ways(graph) };
}
