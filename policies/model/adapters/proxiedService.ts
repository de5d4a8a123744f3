import { integer, text } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

/** `gatehouse:index:ProxiedService`: what the component says about the task definition that it makes. */
export function proxiedService(resource: Resource, _references: References, model: Model): void {
  model.contracts.push({
    edge: { urn: resource.urn },
    name: nameOf(resource.urn),
    proxyContainer: text(read(resource, "proxyContainer")),
    proxyPort: integer(read(resource, "proxyPort")),
    applicationContainer: text(read(resource, "applicationContainer")),
    applicationPort: integer(read(resource, "applicationPort")),
  });
}
