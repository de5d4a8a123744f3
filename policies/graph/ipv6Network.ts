import type { Model } from "../model/model";
import type { Route, RouteTableUse, Subnet } from "../model/network";
import { keyOf, type Reference, type Target } from "../model/reference";
import { allOf, anyOf, type Decision, decided, inEveryWorld, maybe, maybeOutside, no, yes } from "../values/decision";

/**
 * Which subnets give a task an IPv6 address that the internet reaches: those with an IPv6 block whose route table sends
 * public destinations to an internet gateway (Amazon ECS, "Task networking options for Fargate").
 */
export class Ipv6Network {
  private readonly routes = new Map<string, Route[]>();
  /** Routes whose table is not known: each may be a route of any table. */
  private readonly looseRoutes: Route[] = [];
  private readonly tables = new Map<string, Reference[]>();
  private readonly answers = new Map<string, Decision>();

  constructor(private readonly model: Model) {
    const { routes, tablesOfSubnets, mainTables } = model.network;
    for (const route of routes) {
      for (const target of route.table) {
        const key = keyOf(target);
        if (key !== undefined) add(this.routes, key, route);
        else if (target.at === "unresolved") this.looseRoutes.push(route);
      }
    }
    for (const use of [...tablesOfSubnets, ...mainTables]) this.addUse(use);
  }

  isPublic(target: Target): Decision {
    const subnet = this.model.network.subnets.get(keyOf(target) ?? "");
    if (subnet === undefined) return target.at === "unresolved" ? maybe : maybeOutside;
    const known = this.answers.get(subnet.key);
    if (known !== undefined) return known;
    const answer = allOf([subnet.ipv6, anyOf([subnet.ipv6Only, this.isDualStack(subnet)]), this.isRouted(subnet)]);
    this.answers.set(subnet.key, answer);
    return answer;
  }

  private addUse({ of, table }: RouteTableUse): void {
    for (const target of of) {
      const key = keyOf(target);
      if (key === undefined) continue;
      add(this.tables, key, of.length === 1 ? table : [...table, { at: "unresolved" } as const]);
    }
  }

  private isDualStack({ region }: Subnet): Decision {
    const settings = this.model.network.dualStackSettings.filter(
      (each) => each.region === undefined || region === undefined || each.region === region,
    );
    return settings.length === 0 ? yes : inEveryWorld(settings.map(({ on }) => on));
  }

  /** By its own route table, or by the main one of the VPC; without either in the stack it is anyone's. */
  private isRouted({ key, vpc }: Subnet): Decision {
    const own = this.tables.get(key);
    const main = (vpc ?? []).flatMap((target) => this.tables.get(keyOf(target) ?? "") ?? []);
    const [table, ...more] = own ?? main;
    if (table === undefined) return maybeOutside;
    const decisions = [table, ...more].map((each) => inEveryWorld(each.map((target) => this.leadsOut(target))));
    return more.length === 0 ? (decisions[0] ?? maybeOutside) : inEveryWorld(decisions);
  }

  private leadsOut(table: Target): Decision {
    const key = keyOf(table);
    const named = (key === undefined ? [] : (this.routes.get(key) ?? [])).map((route) =>
      allOf([this.admits(route), route.table.length === 1 ? yes : maybe]),
    );
    const loose = this.looseRoutes.map((route) => allOf([this.admits(route), maybe]));
    const seen = key !== undefined && this.model.network.routeTables.has(key);
    return anyOf([...named, ...loose, seen ? no : table.at === "unresolved" ? maybe : maybeOutside]);
  }

  private admits({ toPublicIpv6, gateway, otherHop }: Route): Decision {
    const through = gateway === undefined ? no : inEveryWorld(gateway.map((target) => this.isInternetGateway(target)));
    return allOf([toPublicIpv6, anyOf([through, otherHop])]);
  }

  private isInternetGateway(target: Target): Decision {
    const key = keyOf(target);
    if (key === undefined) return target.at === "unresolved" ? maybe : maybeOutside;
    const known = this.model.network.gateways.get(key);
    return decided(known ?? key.startsWith("igw-"));
  }
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
