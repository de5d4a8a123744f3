import type { Configuration } from "../configuration";
import { matchesPattern } from "../configuration/pattern";
import type { Container } from "../model/nodes";
import { type Decision, decided, maybe, no, yes } from "../values/decision";

/** Whether a container is the proxy: by its name, and by its image where the configuration names some. */
export function isProxy(container: Container, configuration: Configuration): Decision {
  return goesByProxyName(container, configuration) ? runsProxyImage(container, configuration) : no;
}

export function goesByProxyName({ name }: Container, { proxyContainers }: Configuration): boolean {
  return proxyContainers.includes(name);
}

/** Whether a container of the proxy's name runs an image that the proxy may run. */
export function runsProxyImage({ image }: Container, { proxyImages }: Configuration): Decision {
  if (proxyImages.length === 0) return yes;
  if (image.state !== "known") return maybe;
  return decided(proxyImages.some((pattern) => matchesPattern(image.value, pattern)));
}
