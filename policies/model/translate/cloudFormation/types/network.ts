import { from } from "../../fields";
import type { Rows } from "../row";

export const network: Rows = {
  "ec2:vpc": { to: "aws:ec2/vpc:Vpc", identifier: "vpcId" },
  "ec2:vpccidrblock": {
    to: "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
    fields: { assignGeneratedIpv6CidrBlock: from("amazonProvidedIpv6CidrBlock") },
  },
  "ec2:subnet": { to: "aws:ec2/subnet:Subnet", identifier: "subnetId" },
  "ec2:networkinterface": {
    to: "aws:ec2/networkInterface:NetworkInterface",
    fields: { securityGroups: from("groupSet") },
  },
  "ec2:routetable": { to: "aws:ec2/routeTable:RouteTable", identifier: "routeTableId" },
  "ec2:route": { to: "aws:ec2/route:Route", fields: { egressOnlyGatewayId: from("egressOnlyInternetGatewayId") } },
  "ec2:subnetroutetableassociation": { to: "aws:ec2/routeTableAssociation:RouteTableAssociation" },
  "ec2:internetgateway": { to: "aws:ec2/internetGateway:InternetGateway", identifier: "internetGatewayId" },
  "ec2:vpngateway": { to: "aws:ec2/vpnGateway:VpnGateway", identifier: "vpnGatewayId" },
};
