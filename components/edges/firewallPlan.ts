import type { Problem } from "../../nginx";
import { given } from "../given";
import { checkLogRetention } from "../logRetention";
import { checkRanges } from "../range";

/** Rule groups that AWS keeps up to date, those without a price of their own (AWS WAF developer guide, "AWS Managed Rules"). */
export const ManagedRuleGroup = {
  /** What every web application meets: OWASP's usual suspects. */
  Common: "AWSManagedRulesCommonRuleSet",
  /** Requests that are known to exploit something, such as Log4j's. */
  KnownBadInputs: "AWSManagedRulesKnownBadInputsRuleSet",
  /** Addresses that Amazon has seen misbehave. */
  IpReputation: "AWSManagedRulesAmazonIpReputationList",
  /** Addresses of VPNs, proxies, Tor nodes and hosting providers. */
  AnonymousIp: "AWSManagedRulesAnonymousIpList",
  /** Pages for administrators. */
  AdminProtection: "AWSManagedRulesAdminProtectionRuleSet",
  /** SQL injection. */
  Sql: "AWSManagedRulesSQLiRuleSet",
  /** Linux: its files and tools. */
  Linux: "AWSManagedRulesLinuxRuleSet",
  /** POSIX, and with it its shells. */
  Unix: "AWSManagedRulesUnixRuleSet",
  /** Windows, and with it PowerShell. */
  Windows: "AWSManagedRulesWindowsRuleSet",
  /** PHP: its unsafe functions. */
  Php: "AWSManagedRulesPHPRuleSet",
  /** WordPress: its known holes. */
  WordPress: "AWSManagedRulesWordPressRuleSet",
} as const;
export type ManagedRuleGroup = (typeof ManagedRuleGroup)[keyof typeof ManagedRuleGroup];

/** A web ACL in front of everything else. */
export interface FirewallArgs {
  /** Rule groups of AWS, asked in this order. @default common rules, known bad inputs, Amazon's IP reputation list */
  managedGroups?: ManagedRuleGroup[];
  /** Requests of one client address in five minutes, 10 to 2000000000; more are answered 429. @default 2000 */
  ratePerFiveMinutes?: number;
  /** Days that its log is kept, as CloudWatch sells them. @default 30 */
  logDays?: number;
}

/** A firewall with its defaults. */
export type FirewallPlan = Required<FirewallArgs>;

/** Capacity that each group takes, in WCU (AWS WAF developer guide, "AWS Managed Rules rule groups list"). */
const capacity: Record<ManagedRuleGroup, number> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** What the rate rule takes, and what the price of a web ACL covers (AWS WAF developer guide, "Web ACL capacity units"). */
const units = { rateRule: 2, priced: 1500 } as const;

export function planFirewall(args: FirewallArgs): FirewallPlan {
  const { Common, KnownBadInputs, IpReputation } = ManagedRuleGroup;
  const usual = { managedGroups: [IpReputation, Common, KnownBadInputs], ratePerFiveMinutes: 2000, logDays: 30 };
  return { ...usual, ...given(args) };
}

/** Problems of a firewall: groups that there are not, more capacity than the price covers, numbers out of range. */
export function checkFirewall(where: string, plan: FirewallPlan): Problem[] {
  return [
    ...checkGroups(`${where}.managedGroups`, plan.managedGroups),
    ...checkRanges(where, [
      // AWS WAF API reference, RateBasedStatement.
      { field: "ratePerFiveMinutes", value: plan.ratePerFiveMinutes, from: 10, to: 2_000_000_000, unit: "requests" },
    ]),
    ...checkLogRetention(`${where}.logDays`, plan.logDays),
  ];
}

function checkGroups(where: string, groups: ManagedRuleGroup[]): Problem[] {
  const legal = Object.values(ManagedRuleGroup);
  const wrong = groups.flatMap((group, index) => {
    if (legal.includes(group) && groups.indexOf(group) === index) return [];
    const fix = groups.indexOf(group) < index ? "leave the second one out" : `use ${ManagedRuleGroup.Common}`;
    return [
      { where: `${where}[${index}]`, given: JSON.stringify(group), legal: `each once: ${legal.join(", ")}`, fix },
    ];
  });
  const used = groups.reduce<number>((sum, group) => sum + (capacity[group] ?? 0), units.rateRule);
  if (used <= units.priced) return wrong;
  const given = `${used} capacity units`;
  const most = `at most ${units.priced}, which the price of a web ACL covers`;
  return [...wrong, { where, given, legal: most, fix: "leave out groups for software that does not run behind it" }];
}
