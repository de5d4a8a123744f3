import { checkServiceArguments } from "../../../components/checkServiceArguments";
import { checkCluster } from "../../../components/cluster";
import { checkContainerImage } from "../../../components/containerImage";
import { checkDistribution } from "../../../components/edges/distributionPlan";
import { checkHttpApi } from "../../../components/edges/httpApiPlan";
import { checkLoadBalancer, checkNetworkOf } from "../../../components/edges/loadBalancerPlan";
import { checkNetworkLoadBalancer } from "../../../components/edges/networkLoadBalancerPlan";
import { checkNetwork } from "../../../components/network";
import { checkArguments } from "../../../components/shapes/checkArguments";
import { clusterShape } from "../../../components/shapes/clusterShape";
import {
  distributionShape,
  httpApiShape,
  loadBalancerShape,
  networkLoadBalancerShape,
} from "../../../components/shapes/edgeShape";
import { containerImageShape } from "../../../components/shapes/imageShape";
import { networkShape } from "../../../components/shapes/networkShape";
import type { Shape } from "../../../components/shapes/shape";
import type { Problem } from "../../../nginx";
import * as whole from "./wholeArguments";

/** A component: arguments that say nearly everything, and what it says of any others. */
export interface Judged {
  whole: object;
  judge: (args: unknown) => Problem[];
}

const scope = { project: "shop", stack: "dev" };

function judged<T extends object>(args: T, shape: Shape<T>, check: (args: T) => Problem[]): Judged {
  return { whole: args, judge: (given) => checkArguments("it", given, shape, () => check(given as T)) };
}

/** Every component, with what its constructor asks before it makes anything. */
export const components: Record<string, Judged> = {
  ProxiedService: {
    whole: whole.service,
    judge: (args) => checkServiceArguments("web", scope, args as typeof whole.service),
  },
  LoadBalancer: judged(whole.loadBalancer, loadBalancerShape, (args) => [
    ...checkLoadBalancer("it", args),
    ...checkNetworkOf("it", args),
  ]),
  NetworkLoadBalancer: judged(whole.networkLoadBalancer, networkLoadBalancerShape, (args) =>
    checkNetworkLoadBalancer("it", args),
  ),
  HttpApi: judged(whole.httpApi, httpApiShape, (args) => checkHttpApi("it", args)),
  Distribution: judged(whole.distribution, distributionShape, (args) => checkDistribution("it", args)),
  Network: judged(whole.isolated, networkShape, (args) => checkNetwork("it", args, { name: "web", scope })),
  Cluster: judged(whole.cluster, clusterShape, (args) => checkCluster("it", "web", args, scope)),
  ContainerImage: judged(whole.containerImage, containerImageShape, (args) => checkContainerImage("it", args)),
};
