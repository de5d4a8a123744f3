import { version } from "@pulumi/awsx/package.json";
import { constructVpc } from "./awsxVpc";
import type { StandIn } from "./model";
import { UnknownToken } from "./unknownToken";

/** Stand-in for awsx, whose resources are all remote components. */
export const awsx: StandIn = {
  name: "awsx",
  version,
  resources: {},
  invokes: {},
  construct: (call) => {
    if (call.type !== "awsx:ec2:Vpc") throw new UnknownToken("component", call.type);
    return constructVpc(call);
  },
};
