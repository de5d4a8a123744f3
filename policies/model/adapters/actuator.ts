import { items, property, text, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { propertiesOf, type Resource } from "../resource";
import { openingCall } from "./openingCalls";

/** Properties of `command.local.Command` and `command.remote.Command` that are run. */
const programs = ["create", "update", "delete", "stdin"] as const;

/** A command that is run beside the deployment: what its text calls is known, what a script in it calls is not looked at. */
export function command(resource: Resource, _references: References, model: Model): void {
  const properties = propertiesOf(resource);
  const interpreter = items(property(properties, "interpreter"));
  const texts = [
    ...programs.map((name) => property(properties, name)),
    ...(interpreter.state === "known" ? interpreter.value : [interpreter]),
  ].map(text);
  report(resource, texts, false, model);
}

/** A dynamic provider: a program of the user's own that the engine runs. Its text is told, what it does is not. */
export function dynamicResource(resource: Resource, _references: References, model: Model): void {
  report(resource, [text(property(propertiesOf(resource), "__provider"))], true, model);
}

function report({ urn, type }: Resource, texts: readonly Value<string>[], alwaysDoubtful: boolean, model: Model): void {
  const call = texts.flatMap((each) => (each.state === "known" ? (openingCall(each.value) ?? []) : []))[0];
  if (call !== undefined) {
    model.opaque.push({ urn, type, opens: `a way by its own call (${call})`, workload: false });
  } else if (alwaysDoubtful || texts.some(({ state }) => state === "unknown")) {
    model.opaque.push({ urn, type, opens: "anything that its program does", workload: false, outside: true });
  }
}
