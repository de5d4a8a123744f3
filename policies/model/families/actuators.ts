import { command, dynamicResource } from "../adapters/actuator";
import { type Family, node, type Treatment } from "./family";

/** What runs a program of the user's own beside the deployment. */
export const actuators: Family = {
  "command:local:Command": node("actuator", command),
  "command:remote:Command": node("actuator", command),
};

/** Dynamic providers of every language (`pulumi-nodejs:dynamic:Resource`), and custom resources as a template has them. */
const dynamic =
  /^pulumi-[a-z]+:dynamic(?::|\/)|^Custom::|^AWS::CloudFormation::CustomResource$|^aws-native:cloudformation:CustomResourceEmulator$/;

export function dynamicTreatment(token: string): Treatment | undefined {
  return dynamic.test(token) ? node("actuator", dynamicResource) : undefined;
}
