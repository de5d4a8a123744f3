import { alone, from, object } from "../../fields";
import type { Rows } from "../row";

export const discovery: Rows = {
  "servicediscovery:service": { to: "aws:servicediscovery/service:Service", identifier: "arn" },
  "servicediscovery:instance": {
    to: "aws:servicediscovery/instance:Instance",
    fields: { attributes: from("instanceAttributes") },
  },
  "vpclattice:listener": {
    to: "aws:vpclattice/listener:Listener",
    identifier: "arn",
    fields: { defaultAction: from("defaultAction", object({ forwards: from("forward", alone) })) },
  },
  "vpclattice:rule": { to: "aws:vpclattice/listenerRule:ListenerRule", identifier: "arn" },
  "vpclattice:service": { to: "aws:vpclattice/service:Service", identifier: "arn" },
  "vpclattice:targetgroup": {
    to: "aws:vpclattice/targetGroup:TargetGroup",
    identifier: "arn",
    inside: [
      {
        list: "targets",
        to: "aws:vpclattice/targetGroupAttachment:TargetGroupAttachment",
        fields: { target: { reads: [["id"], ["port"]], of: (target) => target } },
        owner: "targetGroupIdentifier",
      },
    ],
  },
  "vpclattice:servicenetworkserviceassociation": {
    to: "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
  },
  "vpclattice:servicenetworkvpcassociation": {
    to: "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  },
  "vpclattice:resourceconfiguration": { to: "aws:vpclattice/resourceConfiguration:ResourceConfiguration" },
};
