import { type Family, opaque } from "./family";

/** Resources whose content is another language: what they make is read where it can be, and reported where it cannot. */
export const templates: Family = {
  "aws:cloudcontrol/resource:Resource": opaque("whatever its desired state names"),
  "aws:cloudformation/stack:Stack": opaque("whatever its template names"),
  "aws:cloudformation/stackSet:StackSet": opaque("whatever its template names"),
  "aws:cloudformation/stackInstances:StackInstances": opaque("whatever its stack set's template names"),
  "aws:cloudformation/stackSetInstance:StackSetInstance": opaque("whatever its stack set's template names"),
  "aws:servicecatalog/provisionedProduct:ProvisionedProduct": opaque("whatever its product's template names"),
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": opaque("whatever its template names"),
};
