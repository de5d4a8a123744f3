import { type Family, opaque } from "./family";

/** Resources whose content is another language: what they make is read where it can be, and reported where it cannot. */
export const templates: Family = {
  "aws:cloudcontrol/resource:Resource": opaque("whatever its desired state names"),
  "aws:cloudformation/stack:Stack": opaque("whatever its template names"),
  "aws:cloudformation/stackSet:StackSet": opaque("whatever its template names"),
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": opaque("whatever its template names"),
};
