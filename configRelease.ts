import { DeploymentKind, type ProxiedServiceArgs } from "./components/index";
import type { ConfigReader, Entry } from "./configReader";

type Release = Pick<ProxiedServiceArgs, "deployment" | "desiredCount" | "scaling" | "alarms" | "dashboard">;

/** How the service changes, and what watches it. */
export function readRelease(reader: ConfigReader): Release {
  const kind = reader.oneOf("deployment", Object.values(DeploymentKind), DeploymentKind.Rolling);
  const test = { port: reader.integer("testPort", 8443), cidrs: reader.list("testCidrs", [], text) };
  const limits = { minimum: reader.integer("fewestTasks", 2), maximum: reader.integer("mostTasks", 0) };
  const cpuPercent = reader.integer("targetCpuPercent", 60);
  const alarms = reader.boolean("alarms", false);
  const topicArns = reader.list("alarmTopics", [], text);
  if (!alarms && topicArns.length > 0) {
    reader.report("alarmTopics", JSON.stringify(topicArns), "topics of alarms", "set alarms to true, or remove them");
  }
  return {
    deployment: { kind, ...(test.cidrs.length > 0 ? { testListener: test } : {}) },
    desiredCount: reader.integer("desiredCount", 2),
    ...(limits.maximum === 0 ? {} : { scaling: { ...limits, cpuPercent } }),
    ...(alarms ? { alarms: { topicArns } } : {}),
    dashboard: reader.boolean("dashboard", false),
  };
}

const text: Entry<string> = {
  parse: (value) => (typeof value === "string" ? value : undefined),
  legal: "a text",
  fix: "quote it",
};
