import type { AddressSet } from "../values/addresses";
import type { Decision } from "../values/decision";
import type { Reference } from "./reference";

/** As far as it decides whether a task in it has an IPv6 address. */
export interface Subnet {
  key: string;
  /** Whether it has an IPv6 block; a task gets an address of it, whatever `assignIpv6AddressOnCreation` says. */
  ipv6: Decision;
  /** Whether it has no IPv4 block, so that its tasks get IPv6 addresses whatever the account's settings are. */
  ipv6Only: Decision;
  vpc: Reference | undefined;
  region: string | undefined;
}

/** One entry of a route table, as far as it lets IPv6 connections in from the internet. */
export interface Route {
  table: Reference;
  /** Whether public IPv6 addresses are among its destinations. */
  toPublicIpv6: Decision;
  /** `gatewayId`: an internet gateway, or one to another network. */
  gateway: Reference | undefined;
  /** Whether another kind of next hop (a firewall's endpoint, an appliance) may let connections in. */
  otherHop: Decision;
}

/** Which route table a subnet uses, or a VPC for the subnets that name none. */
export interface RouteTableUse {
  of: Reference;
  table: Reference;
}

/** The part of the stack's network that decides about IPv6 addresses; IPv4 ones are assigned by the tasks themselves. */
export class Network {
  readonly subnets = new Map<string, Subnet>();
  readonly routeTables = new Set<string>();
  readonly routes: Route[] = [];
  readonly tablesOfSubnets: RouteTableUse[] = [];
  readonly mainTables: RouteTableUse[] = [];
  /** IPv6 blocks of the stack's own VPCs: public addresses, but no hosts of the internet. */
  readonly ownBlocks: AddressSet[] = [];
  /** Gateways by key: whether they lead to the internet. */
  readonly gateways = new Map<string, boolean>();
  /** The account's setting `dualStackIPv6`, where the stack makes it: whether tasks get IPv6 addresses. */
  readonly dualStackSettings: { region: string | undefined; on: Decision }[] = [];
}
