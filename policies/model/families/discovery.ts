import { cloudMapInstance, cloudMapService } from "../adapters/cloudMap";
import {
  latticeListener,
  latticeListenerRule,
  latticeService,
  latticeTargetGroup,
  latticeTargetGroupAttachment,
  resourceConfiguration,
} from "../adapters/lattice";
import { type Family, harmless, node } from "./family";

/** What tells or carries clients to tasks without a load balancer: Cloud Map and VPC Lattice. */
export const discovery: Family = {
  "aws:servicediscovery/service:Service": node("targetGroup", cloudMapService),
  "aws:servicediscovery/instance:Instance": node("targetGroupAttachment", cloudMapInstance),
  ...harmless("servicediscovery", "HttpNamespace", "PrivateDnsNamespace", "PublicDnsNamespace"),
  "aws:vpclattice/service:Service": node("loadBalancer", latticeService),
  "aws:vpclattice/listener:Listener": node("listener", latticeListener),
  "aws:vpclattice/listenerRule:ListenerRule": node("listenerRule", latticeListenerRule),
  "aws:vpclattice/targetGroup:TargetGroup": node("targetGroup", latticeTargetGroup),
  "aws:vpclattice/targetGroupAttachment:TargetGroupAttachment": node(
    "targetGroupAttachment",
    latticeTargetGroupAttachment,
  ),
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration": node("door", resourceConfiguration),
  // Service networks say which VPCs and accounts are clients; none of them is the internet.
  ...harmless(
    "vpclattice",
    ...["AccessLogSubscription", "AuthPolicy", "DomainVerification", "ResourceGateway", "ResourcePolicy"],
    ...["ServiceNetwork", "ServiceNetworkResourceAssociation", "ServiceNetworkServiceAssociation"],
    "ServiceNetworkVpcAssociation",
  ),
};
