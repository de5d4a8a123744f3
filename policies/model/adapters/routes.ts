import { cidr, hasPublicAddressOf } from "../../values/addresses";
import { anyOf, type Decision, decided, maybe, no } from "../../values/decision";
import { items, property, text, unknown, type Value } from "../../values/value";
import type { Model } from "../model";
import { type Reference, type References, unresolved } from "../reference";
import { type Resource, read } from "../resource";

/** Next hops through which a connection from the internet can come although they are no internet gateway. */
const otherHops = ["carrierGatewayId", "networkInterfaceId", "vpcEndpointId"];

/** `aws.ec2.Route`: one route as a resource of its own. */
export function route(resource: Resource, references: References, model: Model): void {
  const of = (key: string) => read(resource, key);
  model.network.routes.push({
    table: references.one(resource, "routeTableId", of("routeTableId"), "routeTable") ?? unresolved,
    toPublicIpv6: leadsToPublicIpv6(of("destinationIpv6CidrBlock"), of("destinationPrefixListId")),
    gateway: references.one(resource, "gatewayId", of("gatewayId"), "gateway"),
    otherHop: viaOtherHop(of),
  });
}

/** `aws.ec2.RouteTable` with its inline `routes`. */
export function routeTable(resource: Resource, references: References, model: Model): void {
  model.network.routeTables.add(resource.urn);
  inlineRoutes(resource, references, model);
}

/** `aws.ec2.DefaultRouteTable`: the table of a VPC's subnets that are associated with none. */
export function defaultRouteTable(resource: Resource, references: References, model: Model): void {
  routeTable(resource, references, model);
  // The VPC's own output names the table, so it names the VPC too.
  const of = references.one(resource, "defaultRouteTableId", read(resource, "defaultRouteTableId"), "vpc");
  model.network.mainTables.push({ of: of ?? unresolved, table: [{ at: "stack", key: resource.urn }] });
}

/** `aws.ec2.RouteTableAssociation`; one with a gateway instead of a subnet routes what comes in, not the subnet. */
export function routeTableAssociation(resource: Resource, references: References, model: Model): void {
  const of = references.one(resource, "subnetId", read(resource, "subnetId"), "subnet");
  if (of !== undefined) model.network.tablesOfSubnets.push({ of, table: tableOf(resource, references) });
}

/** `aws.ec2.MainRouteTableAssociation`. */
export function mainRouteTableAssociation(resource: Resource, references: References, model: Model): void {
  const of = references.one(resource, "vpcId", read(resource, "vpcId"), "vpc") ?? unresolved;
  model.network.mainTables.push({ of, table: tableOf(resource, references) });
}

/** `aws.ec2.InternetGateway`. */
export function internetGateway({ urn }: Resource, _references: References, model: Model): void {
  model.network.gateways.set(urn, true);
}

/** `aws.ec2.VpnGateway`, which a route names in the same property. */
export function vpnGateway({ urn }: Resource, _references: References, model: Model): void {
  model.network.gateways.set(urn, false);
}

function tableOf(resource: Resource, references: References): Reference {
  return references.one(resource, "routeTableId", read(resource, "routeTableId"), "routeTable") ?? unresolved;
}

function inlineRoutes(resource: Resource, references: References, model: Model): void {
  const table: Reference = [{ at: "stack", key: resource.urn }];
  const routes = items(read(resource, "routes"));
  if (routes.state === "unknown") {
    model.network.routes.push({ table, toPublicIpv6: maybe, gateway: unresolved, otherHop: no });
  }
  if (routes.state !== "known") return;
  const gateways = routes.value.map((each) => property(each, "gatewayId"));
  const among = { values: gateways.filter(({ state }) => state !== "absent"), repeats: true };
  routes.value.forEach((each, index) => {
    const gateway = gateways[index] ?? unknown;
    const [found] = gateway.state === "absent" ? [] : references.all(resource, "routes", [gateway], "gateway", among);
    model.network.routes.push({
      table,
      toPublicIpv6: leadsToPublicIpv6(property(each, "ipv6CidrBlock"), property(each, "destinationPrefixListId")),
      gateway: found,
      otherHop: viaOtherHop((key) => property(each, key)),
    });
  });
}

function leadsToPublicIpv6(destination: Value<unknown>, prefixList: Value<unknown>): Decision {
  const block = text(destination);
  if (block.state === "absent") return prefixList.state === "absent" ? no : maybe;
  const set = block.state === "known" ? cidr(block.value) : undefined;
  return set === undefined ? maybe : decided(hasPublicAddressOf("ipv6", set));
}

function viaOtherHop(of: (key: string) => Value<unknown>): Decision {
  return anyOf(otherHops.map((key) => (of(key).state === "absent" ? no : maybe)));
}
