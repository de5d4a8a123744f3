import { everyDoorIsFollowed } from "./everyDoorIsFollowed";
import { loadBalancerReachesOnlyTheProxy } from "./loadBalancerReachesOnlyTheProxy";
import { publicTaskAdmitsOnlyTheLoadBalancer } from "./publicTaskAdmitsOnlyTheLoadBalancer";
import type { Rule } from "./rule";
import { serviceWithoutProxyIsNotPublic } from "./serviceWithoutProxyIsNotPublic";
import { taskAdmitsOnlyTheLoadBalancer } from "./taskAdmitsOnlyTheLoadBalancer";

/** All rules, the strongest statement about an edge first: where several speak of one edge, the first is heard. */
export const rules: readonly Rule[] = [
  publicTaskAdmitsOnlyTheLoadBalancer,
  serviceWithoutProxyIsNotPublic,
  loadBalancerReachesOnlyTheProxy,
  taskAdmitsOnlyTheLoadBalancer,
  everyDoorIsFollowed,
];
