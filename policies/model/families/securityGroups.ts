import { managedPrefixList, managedPrefixListEntry } from "../adapters/prefixList";
import { securityGroup } from "../adapters/securityGroup";
import { securityGroupRule } from "../adapters/securityGroupRule";
import { exclusiveRules, groupAttachment, vpcAssociation } from "../adapters/sharedGroup";
import { type Family, node } from "./family";

/** Who may open a connection to a network interface. */
export const securityGroups: Family = {
  "aws:ec2/securityGroup:SecurityGroup": node("securityGroup", securityGroup),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": node("securityGroup", securityGroup),
  "aws:ec2/securityGroupRule:SecurityGroupRule": node("securityGroupRule", securityGroupRule),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": node("securityGroupRule", securityGroupRule),
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive": node("exclusiveRules", exclusiveRules),
  "aws:ec2/managedPrefixList:ManagedPrefixList": node("prefixList", managedPrefixList),
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": node("prefixListEntry", managedPrefixListEntry),
  // An interface of the stack's own is no task's: ECS makes those.
  "aws:ec2/networkInterface:NetworkInterface": node("networkInterface", () => {}),
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment": node(
    "sharedGroup",
    groupAttachment,
  ),
  "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation": node("sharedGroup", vpcAssociation),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "harmless",
  // For the interfaces of a VPC endpoint, never for a task's.
  "aws:ec2/securityGroupAssociation:SecurityGroupAssociation": "harmless",
  "aws:vpc/endpointPrivateDns:EndpointPrivateDns": "harmless",
  "aws:vpc/endpointServicePrivateDnsVerification:EndpointServicePrivateDnsVerification": "harmless",
  // Routes that appliances advertise change the path of connections, not who may open them.
  "aws:vpc/routeServer:RouteServer": "harmless",
  "aws:vpc/routeServerEndpoint:RouteServerEndpoint": "harmless",
  "aws:vpc/routeServerPeer:RouteServerPeer": "harmless",
  "aws:vpc/routeServerPropagation:RouteServerPropagation": "harmless",
  "aws:vpc/routeServerVpcAssociation:RouteServerVpcAssociation": "harmless",
};
