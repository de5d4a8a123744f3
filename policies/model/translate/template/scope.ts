import { known, property, text, unknown, type Value } from "../../../values/value";
import { unknownText } from "../unknownText";

/** What one property of a template's resource can refer to, and where its unknown values came from. */
export class Scope {
  /** Resources of the template that an unknown value was made from. */
  readonly parts = new Set<string>();
  /** Whether a parameter that is not known yet is part of it. */
  parameters = false;
  /** Whether an import or a pseudo parameter is part of it: things outside of every stack that is looked at. */
  outside = false;
  /** Whether something is part of it of which nobody can tell what it was made from. */
  lost = false;

  constructor(
    private readonly urn: string,
    private readonly template: Value<unknown>,
    private readonly given: Value<unknown>,
    readonly region: string | undefined,
  ) {}

  /** The text that stands for a resource of the template, in place of the id that it will get. */
  identifier(logicalId: string): string | undefined {
    const resources = property(this.template, "Resources");
    return property(resources, logicalId).state === "absent" ? undefined : `${this.urn}#${logicalId}`;
  }

  /** Whether a text holds such an identifier. */
  identifies(value: string): boolean {
    return value.includes(`${this.urn}#`);
  }

  mapping(name: string, first: string, second: string): Value<unknown> {
    return [name, first, second].reduce(property, property(this.template, "Mappings"));
  }

  /** A parameter's value: as the stack gives it, else its default. Absent is no such parameter. */
  parameter(name: string): Value<unknown> {
    const declared = property(property(this.template, "Parameters"), name);
    if (declared.state !== "known") return declared;
    const type = text(property(declared, "Type"));
    // The stack gives the name of a stored value, not the value.
    if (type.state !== "known" || type.value.startsWith("AWS::SSM::Parameter::Value")) return this.from("outside");
    const set = property(this.given, name);
    const value = set.state === "absent" ? property(declared, "Default") : set;
    if (value.state !== "known") return this.from(value.state === "unknown" ? "parameters" : "lost");
    const list = type.value === "CommaDelimitedList" || type.value.startsWith("List<");
    return list && typeof value.value === "string" ? known(value.value.split(",").map((each) => each.trim())) : value;
  }

  /** An unknown value, with where it came from. */
  from(source: "outside" | "parameters" | "lost" | { part: string }): Value<never> {
    if (typeof source === "object") this.parts.add(source.part);
    else this[source] = true;
    return unknown;
  }

  /** The same as it stands in a property. */
  unknown(source: Parameters<Scope["from"]>[0]): string {
    this.from(source);
    return unknownText;
  }

  /** URNs behind the property's unknown values; undefined when not all of them can be told. */
  dependencies(ofParameters: readonly string[] | undefined): readonly string[] | undefined {
    if (this.lost || (this.parameters && ofParameters === undefined)) return undefined;
    const urns = [...this.parts, ...(this.parameters ? (ofParameters ?? []) : [])];
    return this.outside && urns.length > 0 ? undefined : urns;
  }
}
