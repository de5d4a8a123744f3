import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type FirewallPlan, ManagedRuleGroup } from "./firewallPlan";

/** What a web ACL stands before: a load balancer in its region, or CloudFront, whose web ACLs are all in us-east-1. */
export type WebAclScope = "REGIONAL" | "CLOUDFRONT";

/** The one region of CloudFront's certificates and web ACLs (CloudFront developer guide, "Requirements"). */
export const cloudFrontRegion = "us-east-1";

/**
 * A web ACL with its log. It lets through what no rule stops; the log leaves out credentials, and what was let through without
 * a match, which the proxy logs anyway.
 */
export function createWebAcl(
  name: string,
  plan: FirewallPlan,
  scope: WebAclScope,
  parent: pulumi.Resource,
): aws.wafv2.WebAcl {
  const place = scope === "CLOUDFRONT" ? { region: cloudFrontRegion } : {};
  const child = { parent };
  const acl = new aws.wafv2.WebAcl(
    name,
    {
      ...place,
      scope,
      description: `Firewall of ${name}`,
      defaultAction: { allow: {} },
      rules: [rateRule(plan), ...plan.managedGroups.map(managedRule)],
      visibilityConfig: visibility(name),
    },
    child,
  );
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-firewall`,
    // WAF writes to log groups of this prefix only (AWS WAF developer guide, "Amazon CloudWatch Logs log group").
    { ...place, namePrefix: `aws-waf-logs-${name}-`, retentionInDays: plan.logDays },
    child,
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    name,
    {
      ...place,
      resourceArn: acl.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
    },
    child,
  );
  return acl;
}

/** Asked first: a flood is stopped before the groups, and counts requests that they would stop too. */
function rateRule({ ratePerFiveMinutes }: FirewallPlan) {
  return {
    name: "rate",
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: { limit: ratePerFiveMinutes, aggregateKeyType: "IP", evaluationWindowSec: 300 },
    },
    visibilityConfig: visibility("rate"),
  };
}

function managedRule(group: ManagedRuleGroup, index: number) {
  return {
    name: group,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: { vendorName: "AWS", name: group, ruleActionOverrides: overrides(group) },
    },
    visibilityConfig: visibility(group),
  };
}

/**
 * The common rules stop every body above 8 KiB, at a load balancer; the proxy has a limit of its own, `bodyLimitBytes`, and two
 * limits would contradict each other. It is still counted.
 */
function overrides(group: ManagedRuleGroup) {
  if (group !== ManagedRuleGroup.Common) return [];
  return [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }];
}

function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
