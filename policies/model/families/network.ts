import {
  defaultRouteTable,
  internetGateway,
  mainRouteTableAssociation,
  route,
  routeTable,
  routeTableAssociation,
  vpnGateway,
} from "../adapters/routes";
import { ipv6Block, subnet } from "../adapters/subnet";
import { type Family, node } from "./family";

/** Subnets and routes: where a task's network interface has an IPv6 address that the internet reaches. */
export const network: Family = {
  "aws:ec2/vpc:Vpc": node("vpc", ipv6Block),
  "aws:ec2/defaultVpc:DefaultVpc": node("vpc", ipv6Block),
  "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation": node("ipv6Block", ipv6Block),
  "aws:ec2/subnet:Subnet": node("subnet", subnet),
  "aws:ec2/defaultSubnet:DefaultSubnet": node("subnet", subnet),
  "aws:ec2/routeTable:RouteTable": node("routeTable", routeTable),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": node("routeTable", defaultRouteTable),
  "aws:ec2/route:Route": node("route", route),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": node("route", routeTableAssociation),
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": node("route", mainRouteTableAssociation),
  "aws:ec2/internetGateway:InternetGateway": node("gateway", internetGateway),
  "aws:ec2/vpnGateway:VpnGateway": node("gateway", vpnGateway),
  // It lets connections out only (Amazon VPC, "Egress-only internet gateways").
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "harmless",
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": "harmless",
  "aws:ec2/natGateway:NatGateway": "harmless",
};
