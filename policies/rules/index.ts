import { applicationPortAdmitsNobody } from "./applicationPortAdmitsNobody";
import { applicationRunsOnlyBehindTheProxy } from "./applicationRunsOnlyBehindTheProxy";
import { declaredRulesAreTheRealOnes } from "./declaredRulesAreTheRealOnes";
import { everyDoorIsFollowed } from "./everyDoorIsFollowed";
import { foreignGroupIsOpenedAsAgreed } from "./foreignGroupIsOpenedAsAgreed";
import { hostPublishesOnlyTheProxy } from "./hostPublishesOnlyTheProxy";
import { loadBalancerReachesOnlyTheProxy } from "./loadBalancerReachesOnlyTheProxy";
import { noOperatorWayPastTheProxy } from "./noOperatorWayPastTheProxy";
import { proxyIsTheOneDeclared } from "./proxyIsTheOneDeclared";
import { proxyPortAdmitsOnlyTheLoadBalancer } from "./proxyPortAdmitsOnlyTheLoadBalancer";
import { proxyStartsAfterAHealthyApplication } from "./proxyStartsAfterAHealthyApplication";
import { publicPlainHttpOnlyRedirects } from "./publicPlainHttpOnlyRedirects";
import { publicTaskAdmitsOnlyTheLoadBalancer } from "./publicTaskAdmitsOnlyTheLoadBalancer";
import type { Rule } from "./rule";
import { serviceWithoutProxyIsNotPublic } from "./serviceWithoutProxyIsNotPublic";
import { testListenerIsNotPublic } from "./testListenerIsNotPublic";

/** All rules, the strongest statement about an edge first: where several speak of one edge, the first is heard. */
export const rules: readonly Rule[] = [
  publicTaskAdmitsOnlyTheLoadBalancer,
  serviceWithoutProxyIsNotPublic,
  loadBalancerReachesOnlyTheProxy,
  applicationPortAdmitsNobody,
  proxyPortAdmitsOnlyTheLoadBalancer,
  foreignGroupIsOpenedAsAgreed,
  declaredRulesAreTheRealOnes,
  hostPublishesOnlyTheProxy,
  proxyIsTheOneDeclared,
  applicationRunsOnlyBehindTheProxy,
  publicPlainHttpOnlyRedirects,
  proxyStartsAfterAHealthyApplication,
  noOperatorWayPastTheProxy,
  testListenerIsNotPublic,
  everyDoorIsFollowed,
];
