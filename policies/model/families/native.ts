import type { Kind } from "../kinds";
import { rowOf } from "../translate/cloudFormation/rows";
import { typeKey } from "../translate/cloudFormation/typeKey";
import { node, opaque, opaqueWorkload, type Treatment } from "./family";

/** Types that open nothing, in families of which everything else is reported. */
const harmless =
  /^(?:ecs:(?:capacityprovider|clustercapacityproviderassociations|primarytaskset)|apprunner:(?:autoscalingconfiguration|observabilityconfiguration|vpcconnector|vpcingressconnection)|elasticloadbalancingv2:(?:truststore|truststorerevocation|listenercertificate)|vpclattice:(?:accesslogsubscription|authpolicy|resourcepolicy|servicenetwork|resourcegateway|domainverification)|servicediscovery:(?:httpnamespace|privatednsnamespace|publicdnsnamespace))$/;

/** Types that open nothing by themselves, so that nothing is missed where only the type is known: others refer to them. */
const passive: Readonly<Record<string, Kind>> = {
  "ecs:cluster": "cluster",
  "ec2:internetgateway": "gateway",
  "ec2:routetable": "routeTable",
  "ec2:vpc": "vpc",
  "ec2:vpccidrblock": "ipv6Block",
  "lambda:function": "function",
};

/** Types of others than AWS, and modules of anybody: programs of the registry's, of which the template tells nothing. */
const registered = /^(?!AWS::|Alexa::)\w+::\w+::\w+$|::MODULE$/;

/**
 * What CloudFormation's types, and aws-native's tokens of them, can open where they are not read in the aws provider's
 * terms: types that have no row, and those of which only the type is known.
 */
const families: readonly (readonly [RegExp, Treatment])[] = [
  [/^(?:ecs|apprunner):|^lightsail:(?:container|instance|loadbalancer)$/, opaqueWorkload("a way to a container")],
  [/^(?:elasticloadbalancingv2|elasticloadbalancing|vpclattice|servicediscovery):/, opaque("a way to its targets")],
  [/^apigatewayv2:apigatewaymanagedoverrides$/, opaque("an API to an address")],
  [/^cloudformation:(?:module|stack)/, opaque("whatever its template names")],
  [/^serverless:/, opaque("whatever its transform makes")],
];

/** The treatment of a type of CloudFormation, or of a token of the aws-native provider. */
export function nativeTreatment(token: string): Treatment | undefined {
  if (token === "aws-native:index:ExtensionResource") return opaque("whatever its type makes");
  if (registered.test(token)) return opaque("whatever its type makes");
  const key = typeKey(token);
  if (key === undefined) return undefined;
  const kind = Object.hasOwn(passive, key) ? passive[key] : undefined;
  if (kind !== undefined) return node(kind, () => {});
  const family = families.find(([names]) => names.test(key))?.[1];
  if (rowOf(token) !== undefined) return family ?? opaque("a way in that its properties would show");
  return harmless.test(key) ? "harmless" : family;
}
