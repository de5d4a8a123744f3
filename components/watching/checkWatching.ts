import { type Problem, show } from "../../nginx/problem";
import { checkRanges } from "../range";
import type { WatchingPlan } from "./watchingPlan";

/** Actions of an alarm for one state (CloudWatch API reference, PutMetricAlarm), and targets of a rule (EventBridge quotas). */
const mostTopics = 5;

/** What is watched: how long the proxy waits for an answer, and where its access log goes. */
export interface WatchedProxy {
  readSeconds: number;
  logs: "cloudwatch" | "firelens";
}

/** All that is wrong with what watches a service. */
export function checkWatching(where: string, { alarms, logMetrics }: WatchingPlan, proxy: WatchedProxy): Problem[] {
  const uncounted: Problem = {
    where: `${where}.logMetrics`,
    given: `true, with logs of kind ${proxy.logs}`,
    legal: "logs of kind cloudwatch: no other router's lines are counted",
    fix: "leave it out, or use cloudwatch",
  };
  return [
    ...(logMetrics && proxy.logs !== "cloudwatch" ? [uncounted] : []),
    ...(alarms === undefined ? [] : checkAlarms(where, alarms, proxy.readSeconds)),
  ];
}

function checkAlarms(where: string, alarms: NonNullable<WatchingPlan["alarms"]>, readSeconds: number): Problem[] {
  const { errorPercent, edgeErrors, latencySeconds, cpuPercent, memoryPercent, minutes, topicArns } = alarms;
  const percent = { to: 100, unit: "percent", fractions: true };
  const problems = checkRanges(`${where}.alarms`, [
    { field: "errorPercent", value: errorPercent, from: 0.01, ...percent },
    { field: "edgeErrors", value: edgeErrors, from: 0, to: 1_000_000, unit: "errors a minute" },
    { field: "latencySeconds", value: latencySeconds, from: 0.001, to: 3600, unit: "seconds", fractions: true },
    { field: "cpuPercent", value: cpuPercent, from: 1, ...percent },
    { field: "memoryPercent", value: memoryPercent, from: 1, ...percent },
    { field: "minutes", value: minutes, from: 1, to: 60, unit: "minutes" },
  ]);
  if (latencySeconds >= readSeconds) {
    problems.push({
      where: `${where}.alarms.latencySeconds`,
      given: `${latencySeconds}, with a proxy that waits ${readSeconds} seconds for an answer`,
      legal: `less than ${readSeconds}: nginx gives a slower request up, so no answer is ever as late`,
      fix: "use 2, or a longer proxy.readSeconds",
    });
  }
  return [...problems, ...checkTopics(`${where}.alarms.topicArns`, topicArns)];
}

/** Amazon SNS API reference, CreateTopic. */
const topicArn = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

function checkTopics(where: string, topics: readonly unknown[]): Problem[] {
  const count = { where, given: `${topics.length} topics`, legal: `at most ${mostTopics}` };
  const wrong = topics.flatMap((topic, index) => {
    if (typeof topic !== "string") return [];
    const at = { where: `${where}[${index}]`, given: show(topic) };
    if (!topicArn.test(topic)) {
      const legal = "the ARN of a topic, arn:aws:sns:<region>:<account>:<name>";
      return [{ ...at, legal, fix: "copy it from AWS" }];
    }
    return topics.indexOf(topic) < index ? [{ ...at, legal: "each topic once", fix: "leave it out" }] : [];
  });
  return [...wrong, ...(topics.length > mostTopics ? [{ ...count, fix: "let one topic tell all of them" }] : [])];
}
