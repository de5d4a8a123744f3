import type { Made, ResourceTable } from "../model";

/** Application and network load balancers. */
export const loadBalancers: ResourceTable = {
  "aws:lb/loadBalancer:LoadBalancer": {
    autoName: "name",
    defaults: { loadBalancerType: "application" },
    replaceOn: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    id: balancerArn,
    outputs: (made) => ({
      arn: balancerArn(made),
      arnSuffix: balancerArn(made).split(":loadbalancer/")[1],
      dnsName: dnsName(made),
      zoneId: `Z${made.hex(13).toUpperCase()}`,
      ipAddressType: made.text("ipAddressType") || "ipv4",
    }),
  },
  "aws:lb/listener:Listener": {
    replaceOn: ["loadBalancerArn"],
    id: (made) => below(made, "loadBalancerArn", ":loadbalancer/", ":listener/"),
    outputs: (made) => ({ arn: below(made, "loadBalancerArn", ":loadbalancer/", ":listener/") }),
  },
  "aws:lb/listenerRule:ListenerRule": {
    replaceOn: ["listenerArn"],
    id: (made) => below(made, "listenerArn", ":listener/", ":listener-rule/"),
    outputs: (made) => ({ arn: below(made, "listenerArn", ":listener/", ":listener-rule/") }),
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    replaceOn: "all",
    id: (made) => `${made.text("listenerArn")}_${made.text("certificateArn")}`,
  },
  "aws:lb/targetGroup:TargetGroup": {
    autoName: "name",
    replaceOn: [
      "name",
      "namePrefix",
      "port",
      "protocol",
      "protocolVersion",
      "targetType",
      "vpcId",
      "ipAddressType",
      "targetControlPort",
    ],
    id: targetGroupArn,
    outputs: (made) => ({ arn: targetGroupArn(made), arnSuffix: targetGroupArn(made).split(":").at(-1) }),
  },
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    replaceOn: "all",
    id: (made) => `${made.text("targetGroupArn")}-${made.hex(24)}`,
  },
};

/** Elastic Load Balancing, "Resource types": `loadbalancer/app/<name>/<id>`, `net` or `gwy` for the other types. */
function balancerArn(made: Made): string {
  const kind = { network: "net", gateway: "gwy" }[made.text("loadBalancerType")] ?? "app";
  return made.arn("elasticloadbalancing", `loadbalancer/${kind}/${made.text("name")}/${made.hex(16)}`);
}

function targetGroupArn(made: Made): string {
  return made.arn("elasticloadbalancing", `targetgroup/${made.text("name")}/${made.hex(16)}`);
}

function dnsName(made: Made): string {
  const name = `${made.inputs.internal === true ? "internal-" : ""}${made.text("name")}`;
  if (made.text("loadBalancerType") === "network") return `${name}-${made.hex(16)}.elb.${made.region}.${made.domain}`;
  return `${name}-${Number.parseInt(made.hex(8), 16)}.${made.region}.elb.${made.domain}`;
}

/** The ARN of a part repeats the ARN of the whole with another kind and one more id. */
function below(made: Made, whole: string, kind: string, ownKind: string): string {
  return `${made.text(whole).replace(kind, ownKind)}/${made.hex(16)}`;
}
