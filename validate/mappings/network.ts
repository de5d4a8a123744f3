import type * as aws from "@pulumi/aws";
import { because, leftOut, noCounterpart, property, type ResourceTable, resource } from "../mapping";

const noTags = leftOut("CloudFormation gives a rule no tags");
const attached = leftOut("CloudFormation attaches with a resource of its own that holds nothing but ids");

/** A flow log names what it watches by kind and id. */
const watched = (kind: string) => property("ResourceId", { beside: { ResourceType: kind } });

/** VPCs, their subnets, routes and gateways, and security groups. */
export const network: ResourceTable = {
  "aws:ec2/vpc:Vpc": resource<aws.ec2.VpcArgs>("AWS::EC2::VPC", {
    shape: {
      assignGeneratedIpv6CidrBlock: attached,
      enableNetworkAddressUsageMetrics: leftOut("CloudFormation has no such setting; it is a switch"),
    },
  }),
  "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation": resource<aws.ec2.VpcIpv6CidrBlockAssociationArgs>(
    "AWS::EC2::VPCCidrBlock",
    {
      shape: { assignGeneratedIpv6CidrBlock: property("AmazonProvidedIpv6CidrBlock") },
    },
  ),
  "aws:ec2/subnet:Subnet": resource<aws.ec2.SubnetArgs>("AWS::EC2::Subnet", {
    shape: {
      enableResourceNameDnsARecordOnLaunch: property("PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord"),
      enableResourceNameDnsAaaaRecordOnLaunch: property(
        "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
      ),
      privateDnsHostnameTypeOnLaunch: property("PrivateDnsNameOptionsOnLaunch.HostnameType"),
    },
  }),
  "aws:ec2/internetGateway:InternetGateway": resource<aws.ec2.InternetGatewayArgs>("AWS::EC2::InternetGateway", {
    shape: { vpcId: attached },
  }),
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": resource<aws.ec2.EgressOnlyInternetGatewayArgs>(
    "AWS::EC2::EgressOnlyInternetGateway",
  ),
  "aws:ec2/routeTable:RouteTable": resource<aws.ec2.RouteTableArgs>("AWS::EC2::RouteTable"),
  "aws:ec2/route:Route": resource<aws.ec2.RouteArgs>("AWS::EC2::Route", {
    shape: { egressOnlyGatewayId: property("EgressOnlyInternetGatewayId") },
  }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": resource<aws.ec2.RouteTableAssociationArgs>(
    "AWS::EC2::SubnetRouteTableAssociation",
  ),
  "aws:ec2/eip:Eip": resource<aws.ec2.EipArgs>("AWS::EC2::EIP", {
    id: "AllocationId",
    shape: { instance: property("InstanceId"), networkInterface: attached },
  }),
  "aws:ec2/natGateway:NatGateway": resource<aws.ec2.NatGatewayArgs>("AWS::EC2::NatGateway", {
    shape: { privateIp: property("PrivateIpAddress") },
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": resource<aws.ec2.VpcEndpointArgs>("AWS::EC2::VPCEndpoint", {
    shape: { autoAccept: leftOut(because.provider), policy: property("PolicyDocument") },
  }),
  "aws:ec2/flowLog:FlowLog": resource<aws.ec2.FlowLogArgs>("AWS::EC2::FlowLog", {
    shape: {
      eniId: watched("NetworkInterface"),
      iamRoleArn: property("DeliverLogsPermissionArn"),
      subnetId: watched("Subnet"),
      vpcId: watched("VPC"),
    },
  }),
  "aws:ec2/managedPrefixList:ManagedPrefixList": resource<aws.ec2.ManagedPrefixListArgs>("AWS::EC2::PrefixList", {
    shape: { name: property("PrefixListName") },
  }),
  "aws:ec2/securityGroup:SecurityGroup": resource<aws.ec2.SecurityGroupArgs>("AWS::EC2::SecurityGroup", {
    id: "GroupId",
    shape: {
      description: property("GroupDescription"),
      // Rules inside a group are refused here as in the components: one resource each.
      egress: property("SecurityGroupEgress"),
      ingress: property("SecurityGroupIngress"),
      name: property("GroupName"),
      revokeRulesOnDelete: leftOut(because.provider),
    },
  }),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": noCounterpart(
    "adopts the default security group that AWS makes with the VPC, and makes nothing",
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": resource<aws.vpc.SecurityGroupIngressRuleArgs>(
    "AWS::EC2::SecurityGroupIngress",
    {
      shape: {
        cidrIpv4: property("CidrIp"),
        prefixListId: property("SourcePrefixListId"),
        referencedSecurityGroupId: property("SourceSecurityGroupId"),
        securityGroupId: property("GroupId"),
        tags: noTags,
      },
    },
  ),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": resource<aws.vpc.SecurityGroupEgressRuleArgs>(
    "AWS::EC2::SecurityGroupEgress",
    {
      shape: {
        cidrIpv4: property("CidrIp"),
        prefixListId: property("DestinationPrefixListId"),
        referencedSecurityGroupId: property("DestinationSecurityGroupId"),
        securityGroupId: property("GroupId"),
        tags: noTags,
      },
    },
  ),
};
