import { Computed } from "../../policies/testing/values";
import { type Declared, literalOf, Ref } from "./stack";

/**
 * A stack of the aws provider's resources as other providers and templates write it: the inverse of what the pack reads,
 * for the types of the shop.
 */

interface Native {
  /** "EC2::SecurityGroup". */
  type: string;
  /** The attribute that others use where the aws provider has `arn`. */
  identifier: string;
  properties: (of: Record<string, unknown>) => Record<string, unknown>;
}

type Properties = Record<string, unknown>;
const list = (value: unknown): Properties[] => (Array.isArray(value) ? (value as Properties[]) : []);

/** One rule a source, as CloudFormation wants it. */
function rulesOf({ protocol, fromPort, toPort, cidrBlocks, ipv6CidrBlocks, securityGroups }: Properties): Properties[] {
  const range = { ipProtocol: protocol, fromPort, toPort };
  const of = (values: unknown, name: string) =>
    (Array.isArray(values) ? values : []).map((each) => ({ ...range, [name]: each }));
  return [
    ...of(cidrBlocks, "cidrIp"),
    ...of(ipv6CidrBlocks, "cidrIpv6"),
    ...of(securityGroups, "sourceSecurityGroupId"),
  ];
}

const actions = (given: unknown): unknown =>
  list(given).map(({ forward, redirect, ...action }) => ({
    ...action,
    ...(redirect === undefined ? {} : { redirectConfig: redirect }),
    ...(forward === undefined
      ? {}
      : {
          forwardConfig: {
            targetGroups: list((forward as Properties).targetGroups).map(({ arn, ...rest }) => ({
              targetGroupArn: arn,
              ...rest,
            })),
          },
        }),
  }));

const forms: Record<string, Native> = {
  "aws:ec2/securityGroup:SecurityGroup": {
    type: "EC2::SecurityGroup",
    identifier: "GroupId",
    properties: ({ ingress, ...rest }) => ({
      ...rest,
      groupDescription: "a group",
      ...(ingress === undefined ? {} : { securityGroupIngress: list(ingress).flatMap(rulesOf) }),
    }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    type: "EC2::SecurityGroupIngress",
    identifier: "Id",
    properties: ({ securityGroupId, cidrIpv4, referencedSecurityGroupId, ...rest }) => ({
      ...rest,
      groupId: securityGroupId,
      ...(cidrIpv4 === undefined ? {} : { cidrIp: cidrIpv4 }),
      ...(referencedSecurityGroupId === undefined ? {} : { sourceSecurityGroupId: referencedSecurityGroupId }),
    }),
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    type: "ElasticLoadBalancingV2::LoadBalancer",
    identifier: "LoadBalancerArn",
    properties: ({ internal, loadBalancerType, ...rest }) => ({
      ...rest,
      ...(internal === undefined ? {} : { scheme: internal ? "internal" : "internet-facing" }),
      ...(loadBalancerType === undefined ? {} : { type: loadBalancerType }),
    }),
  },
  "aws:lb/targetGroup:TargetGroup": {
    type: "ElasticLoadBalancingV2::TargetGroup",
    identifier: "TargetGroupArn",
    properties: (given) => given,
  },
  "aws:lb/listener:Listener": {
    type: "ElasticLoadBalancingV2::Listener",
    identifier: "ListenerArn",
    properties: ({ defaultActions, ...rest }) => ({ ...rest, defaultActions: actions(defaultActions) }),
  },
  "aws:lb/listenerRule:ListenerRule": {
    type: "ElasticLoadBalancingV2::ListenerRule",
    identifier: "RuleArn",
    properties: ({ actions: given, ...rest }) => ({ ...rest, actions: actions(given) }),
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    type: "ECS::TaskDefinition",
    identifier: "TaskDefinitionArn",
    properties: ({ containerDefinitions, ...rest }) => ({
      ...rest,
      containerDefinitions:
        typeof containerDefinitions === "string" ? JSON.parse(containerDefinitions) : containerDefinitions,
    }),
  },
  "aws:ecs/service:Service": {
    type: "ECS::Service",
    identifier: "ServiceArn",
    properties: ({ networkConfiguration, ...rest }) => {
      const { assignPublicIp, ...network } = networkConfiguration as Properties;
      const awsvpcConfiguration = { ...network, assignPublicIp: assignPublicIp ? "ENABLED" : "DISABLED" };
      return { ...rest, networkConfiguration: { awsvpcConfiguration } };
    },
  },
};

function formOf({ type }: Declared): Native {
  const form = forms[type];
  if (form === undefined) throw new Error(`no other form of ${type}; legal: ${Object.keys(forms).join(", ")}`);
  return form;
}

/** `LoadBalancerArn` as aws-native has it. */
const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The value with each reference, and each key, replaced. */
function mapped(value: unknown, ref: (ref: Ref) => unknown, key: (key: string) => string): unknown {
  if (value instanceof Ref) return ref(value);
  if (Array.isArray(value)) return value.map((each) => mapped(each, ref, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [key(name), mapped(each, ref, key)]));
}

const find = (stack: readonly Declared[], name: string): Declared => {
  const found = stack.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
};

/** Every resource under its aws-native token. */
export function native(stack: readonly Declared[]): Declared[] {
  return stack.map((each) => {
    const { type, identifier, properties } = formOf(each);
    const [module, name] = type.split("::") as [string, string];
    const ref = (of: Ref) =>
      of.property === "arn" ? new Ref(of.name, camel(formOf(find(stack, of.name)).identifier)) : of;
    return {
      type: `aws-native:${module.toLowerCase()}:${name}`,
      name: each.name,
      properties: mapped(properties(each.properties), ref, (key) => key) as Properties,
      options: { outputs: { [camel(identifier)]: literalOf(each, identifier === "GroupId" ? "id" : "arn") } },
    };
  });
}

/** Every resource as a desired state of Cloud Control. */
export function cloudControl(stack: readonly Declared[]): Declared[] {
  return stack.map((each) => {
    const { type, identifier, properties } = formOf(each);
    const refs: Ref[] = [];
    const state = mapped(
      properties(each.properties),
      (ref) => {
        refs.push(ref);
        return { placeholder: refs.length - 1 };
      },
      pascal,
    );
    const attributes = refs.map(({ name }) => formOf(find(stack, name)).identifier);
    const desiredState = new Computed(
      refs.map(({ name }) => new Ref(name, "properties")),
      (...live: string[]) => {
        const values = live.map((text, index) => JSON.parse(text)[attributes[index] ?? ""]);
        return JSON.stringify(state, (_, value) =>
          typeof value?.placeholder === "number" ? values[value.placeholder] : value,
        );
      },
    );
    return {
      type: "aws:cloudcontrol/resource:Resource",
      name: each.name,
      properties: { typeName: `AWS::${type}`, desiredState },
      options: {
        outputs: {
          properties: JSON.stringify({ [identifier]: literalOf(each, identifier === "GroupId" ? "id" : "arn") }),
        },
      },
    };
  });
}

/** A logical id: letters and digits only. */
export const logicalId = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, "");

/** One template for the whole stack. */
export function template(stack: readonly Declared[]): Properties {
  const resources = stack.map((each) => {
    const { type, properties } = formOf(each);
    const ref = (of: Ref) => ({ "Fn::GetAtt": [logicalId(of.name), formOf(find(stack, of.name)).identifier] });
    const Properties = mapped(properties(each.properties), ref, pascal) as Properties;
    return [logicalId(each.name), { Type: `AWS::${type}`, Properties }];
  });
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.fromEntries(resources) };
}

export const cloudFormation = (name: string, templateBody: unknown, more: Properties = {}): Declared => ({
  type: "aws:cloudformation/stack:Stack",
  name,
  properties: { name, templateBody, ...more },
});
