import { hostsOf } from "../graph/hosts";
import type { AttachedTarget, Attachment } from "../model/nodes";
import { keyOf } from "../model/reference";
import { maybe } from "../values/decision";
import { isSubset } from "../values/intervals";
import { port } from "../values/ports";
import type { Value } from "../values/value";
import type { View } from "../view";
import { type Finding, unproven, violation } from "./rule";

type AttachedHost = Extract<AttachedTarget, { kind: "host" }>;

/** Target groups that send traffic to a port of a host, which ECS did not register: a container may have published it. */
export function hostsBehindLoadBalancers(rule: string, view: View): Finding[] {
  if (view.model.workloads.length === 0) return [];
  return view.model.attachments.flatMap((attachment) => {
    const { target } = attachment;
    return target.kind === "host" ? judged(rule, view, attachment, target) : [];
  });
}

function judged(rule: string, view: View, attachment: Attachment, target: AttachedHost): Finding[] {
  const [listener, ...others] = publishers(view, attachment, target);
  if (listener === undefined || others.length > 0) {
    return [
      unproven(maybe, {
        rule,
        edge: attachment.edge,
        way: [],
        summary: `A target group sends traffic to ${target.label}, and what listens there is not followed.`,
        fix: "Let the ECS service register its proxy instead of attaching hosts.",
      }),
    ];
  }
  if (listener.proxy) return [];
  return [
    violation({
      rule,
      edge: attachment.edge,
      way: [`target group of ${target.label}`, listener.container],
      skips: listener.skips,
      summary: `A target group sends traffic to ${target.label}, where ${listener.container} listens without its proxy.`,
      fix: "Let the ECS service register its proxy instead of attaching hosts.",
    }),
  ];
}

interface Publisher {
  container: string;
  proxy: boolean;
  skips: string;
}

/** The containers that publish the port of this attachment on these hosts. */
function publishers(view: View, attachment: Attachment, target: AttachedHost): Publisher[] {
  const number = portOf(view, attachment, target);
  if (number.state !== "known") return [];
  const hosts = new Set(target.reference.map(keyOf));
  return view.workloads.flatMap(({ workload, tasks }) => {
    if (tasks.containers.state !== "known") return [];
    if (!hostsOf(workload, view.model).some(({ host }) => hosts.has(host.key))) return [];
    return tasks.containers.value
      .filter(({ hostPorts }) => isSubset(port(number.value), hostPorts))
      .map(({ name }) => ({
        container: `${name} of ${workload.title}`,
        proxy: tasks.proxies.includes(name) || tasks.hasProxy.answer === "no",
        skips: tasks.proxyLabel,
      }));
  });
}

/** The attachment's own port, or that of the target group. */
function portOf(view: View, { targetGroup }: Attachment, target: AttachedHost): Value<number> {
  if (target.port.state !== "absent") return target.port;
  const [only, ...more] = targetGroup.map((each) => view.model.targetGroups.get(keyOf(each) ?? "")?.port);
  return only === undefined || more.length > 0 ? { state: "unknown" } : only;
}
