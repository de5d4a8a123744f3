import { reachableFromInternet } from "../graph/admissions";
import { ecsHosts, type ResolvedHost, startedHosts } from "../graph/hosts";
import type { Endpoint } from "../model/nodes";
import { keyOf } from "../model/reference";
import { allOf, type Decision, maybeOutside, no } from "../values/decision";
import { subtract } from "../values/intervals";
import { allPorts, ports } from "../values/ports";
import { known } from "../values/value";
import type { View } from "../view";
import { capitalised, type Finding, judge, type Rule } from "./rule";

const name = "application-runs-only-behind-the-proxy";

/** Ports by which people administer a host (SSH, RDP): what listens there is no application. */
const administration = ports([22, 3389]);

/** The same image, served by something else that is public, is the application without its gate. */
export const applicationRunsOnlyBehindTheProxy: Rule = {
  name,
  level: "mandatory",
  what: "No instance, function URL, App Runner service or the like serves the internet beside the proxies.",
  why: "An application that also runs there answers the internet without its proxy, and what such a runtime serves is not seen.",
  fix: "Remove it, make it private, or waive this rule for it with the reason.",
  check: (view) => [
    ...view.model.containerEndpoints.flatMap((each) => judged(view, each)),
    ...(view.model.workloads.length > 0
      ? [...view.model.endpoints, ...hostEndpoints(view)].flatMap((each) => judged(view, each))
      : []),
  ],
};

function judged(view: View, endpoint: Endpoint): Finding[] {
  const { edge, title, open } = endpoint;
  const image = applicationImageOf(view, endpoint);
  const bad = image === undefined ? allOf([open, maybeOutside]) : open;
  return judge(
    bad,
    {
      rule: name,
      edge,
      way: ["internet", title],
      skips: image?.proxy ?? "any proxy",
      summary: `${capitalised(title)} serves the image of ${image?.container ?? "an application"} to the internet without its proxy.`,
      fix: applicationRunsOnlyBehindTheProxy.fix,
    },
    { summary: `${capitalised(title)} serves the internet without a proxy, and what it runs cannot be seen.` },
  );
}

/** The container of a workload with a proxy that runs an image of this endpoint. */
function applicationImageOf(view: View, endpoint: Endpoint): { container: string; proxy: string } | undefined {
  const ofFunctions = endpoint.functions
    .flat()
    .flatMap((target) => view.model.functionImages.get(keyOf(target) ?? "") ?? []);
  const named = new Set(
    [...endpoint.images, ...ofFunctions].flatMap((image) => (image.state === "known" ? [image.value] : [])),
  );
  for (const { tasks, workload } of view.workloads) {
    if (tasks.containers.state !== "known" || tasks.hasProxy.answer === "no") continue;
    for (const { name: container, image } of tasks.containers.value) {
      if (tasks.proxies.includes(container) || image.state !== "known" || !named.has(image.value)) continue;
      return { container: `${container} of ${workload.title}`, proxy: tasks.proxyLabel };
    }
  }
  return undefined;
}

/** Hosts that no cluster of the stack uses: those of a cluster are judged by what their tasks publish. */
function hostEndpoints(view: View): Endpoint[] {
  const ofEcs = ecsHosts(view.model);
  return startedHosts(view.model)
    .filter(({ host }) => !ofEcs.has(host.key))
    .map((resolved) => ({
      edge: resolved.host.edge,
      title: resolved.host.title,
      open: allOf([resolved.publicAddress, admitted(view, resolved)]),
      images: imagesIn(view, resolved),
      functions: [],
    }));
}

function admitted(view: View, { securityGroups }: ResolvedHost): Decision {
  if (securityGroups.state !== "known") return securityGroups.state === "absent" ? no : maybeOutside;
  const served = known(subtract(allPorts, administration));
  return reachableFromInternet(securityGroups.value, served, view.model);
}

/** Images of the stack's applications that a host's user data names. */
function imagesIn(view: View, { host }: ResolvedHost): Endpoint["images"] {
  const { userData } = host;
  if (userData.state !== "known") return [];
  const all = view.workloads.flatMap(({ tasks }) => (tasks.containers.state === "known" ? tasks.containers.value : []));
  return all
    .map(({ image }) => image)
    .filter((image) => image.state === "known" && userData.value.includes(image.value));
}
