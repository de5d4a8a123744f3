// A new revision gets 10 % of the requests for five minutes, then all; an alarm takes it back, and the old one waits for ten.
// Before the first visitor the office tries it on port 8443, which nobody else reaches.
import * as aws from "@pulumi/aws";
import { Cluster, ContainerImage, LoadBalancer, Network, ProxiedService } from "../../components/index";

const network = new Network("web", { layout: "private" });
const domain = { name: "users.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
const edge = new LoadBalancer("web", { network, domain });
const onCall = new aws.sns.Topic("on-call", {});

new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", {}),
  application: {
    image: new ContainerImage("web-app", { context: "../../app" }),
    health: { command: ["CMD", "node", "dist/health.js"] },
  },
  proxy: { sites: [{ routes: [{ path: "/api/users/:id", methods: ["GET"] }] }] },
  deployment: {
    kind: "canary",
    canaryPercent: 10,
    canaryMinutes: 5,
    testListener: { port: 8443, cidrs: ["203.0.113.0/24"] },
  },
  alarms: { topicArns: [onCall.arn], errorPercent: 2 },
  dashboard: true,
});

export const url = edge.url;
