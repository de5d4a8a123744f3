import { change, network, shop, without } from "../shop";
import type { Declared } from "../stack";
import { bridgedShop } from "../ways/hostWays";
import * as basics from "./basics";
import * as edges from "./edges";
import * as surroundings from "./surroundings";
import * as tasks from "./tasks";

/**
 * Stacks in order, in the styles that people use: the pack has nothing to say about any of them, because a message about
 * a stack in order teaches people to read past messages.
 */
export const styles: Readonly<Record<string, readonly Declared[]>> = {
  "HTTPS with a redirect": basics.https(),
  "two services behind one load balancer": basics.twoServices(),
  "a worker without a load balancer": basics.worker(),
  "a scheduled job": basics.scheduledJob(),
  "a network load balancer with Elastic IPs": basics.fixedAddresses(),
  "an HTTP API through a VPC link to an internal load balancer": basics.httpApi(),
  "CloudFront with a VPC origin": basics.distribution(),
  "dual stack": basics.dualStack(),
  "EC2 hosts in bridge mode with only the proxy published": bridgedShop(),
  "public addresses and closed groups": change(shop(), "web-service", network({ assignPublicIp: true })),
  "an external network by literal ids": change(without(shop(), "lb-http"), "lb-group", {
    vpcId: "vpc-0a1b2c3d4e5f60718",
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  "blue/green by ECS": basics.blueGreen(),
  "Service Connect": basics.mesh(),
  "one load balancer for several services by paths": edges.byPaths(),
  "a network load balancer before an application one": edges.networkBeforeApplication(),
  "a REST API through a VPC link to a network load balancer": edges.restApi(),
  "an internal service without a proxy": edges.internalWithoutProxy(),
  "CloudFront's prefix list": edges.behindCloudFront(),
  "blue/green by CodeDeploy": edges.codeDeploy(),
  "access logs and a web ACL": edges.loggedAndFiltered(),
  "sign-in at the load balancer, and weights": edges.signIn(),
  "sidecars that publish nothing": tasks.sidecars(),
  "an init container": tasks.initContainer(),
  "Fargate Spot and a circuit breaker": tasks.spot(),
  "EC2 hosts in awsvpc mode": tasks.onHosts(),
  "two closed groups on a service": tasks.twoGroups(),
  "a function beside the service": tasks.functionBeside(),
  "service discovery on the proxy's port": tasks.discovered(),
  "data stores that admit the tasks": surroundings.dataStores(),
  "a bastion with a closed group": surroundings.bastion(),
  "an empty default security group": surroundings.emptyDefaultGroup(),
  "inline rules only": surroundings.inline(),
  "egress rules of all forms": surroundings.egress(),
  "two VPCs": surroundings.twoVpcs(),
  "two regions": surroundings.twoRegions(),
  "a NAT gateway with its address": surroundings.natGateway(),
  "a network of awsx": surroundings.awsxVpc(),
};
