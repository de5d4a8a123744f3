import type { ResourceMapping } from "./mapping";
import type { PublishedResource } from "./plan";
import { itemsOf, type SchemaNode, typesOf } from "./schemaNode";
import type { TemplateParameter } from "./template";

/** A resource that has a counterpart, with its name in the template. */
export interface Counterpart {
  logicalId: string;
  resource: PublishedResource;
  mapping: ResourceMapping;
}

/** Parameter types by which CloudFormation tells what kind of id a text is ("AWS-specific parameter types"). */
const idTypes: Readonly<Record<string, string>> = {
  "AWS::EC2::VPC.Id": "AWS::EC2::VPC::Id",
  "AWS::EC2::Subnet.Id": "AWS::EC2::Subnet::Id",
  "AWS::EC2::SecurityGroup.Id": "AWS::EC2::SecurityGroup::Id",
};

/**
 * Values that a preview does not know. Each becomes a reference to the one resource that it can come from, or else a
 * parameter of its type: nothing is made up that a validator could judge.
 */
export class Unknowns {
  readonly parameters: Record<string, TemplateParameter> = {};
  private count = 0;

  /** @param counterparts by URN */
  constructor(private readonly counterparts: ReadonlyMap<string, Counterpart>) {}

  /**
   * @param node what the schema says of the place
   * @param property Pulumi's name of the innermost property
   * @param sources URNs that the value is made of
   */
  value(node: SchemaNode, property: string, sources: readonly string[]): unknown {
    return this.reference(node, property, sources) ?? this.parameter(node);
  }

  private reference(node: SchemaNode, property: string, sources: readonly string[]): unknown {
    const types = typesOf(node);
    // A document is made of more than what it refers to.
    if (!types.includes("string") || types.includes("object")) return undefined;
    const [only, ...others] = sources
      .flatMap((urn) => this.counterparts.get(urn) ?? [])
      .flatMap((counterpart) => attributeFor(counterpart, node, property) ?? []);
    return others.length === 0 ? only : undefined;
  }

  /** A parameter for this one value: two values that share one would look equal to a rule about duplicates. */
  private parameter(node: SchemaNode): { Ref: string } {
    this.count += 1;
    const name = `Unknown${this.count}`;
    this.parameters[name] = parameterOf(node);
    return { Ref: name };
  }
}

/** A resource's id or ARN, where the place asks for it: the schema by its format, or Pulumi by the property's name. */
function attributeFor({ logicalId, resource, mapping }: Counterpart, node: SchemaNode, property: string): unknown {
  const formats = formatsOf(node);
  const format = formats.find((one) => one.startsWith(`${mapping.type}.`));
  if (format === undefined && (formats.length > 0 || !asksFor(property, resource.type))) return undefined;
  const by = mapping.reference[/arns?$/i.test(format ?? property) ? "arn" : "id"];
  if (by === undefined) return undefined;
  return by === "Ref" ? { Ref: logicalId } : { "Fn::GetAtt": [logicalId, by] };
}

/** Whether a property is an ARN, or named after the resource: `taskDefinition`, `gatewayId` after an InternetGateway. */
function asksFor(property: string, token: string): boolean {
  if (/arns?$/i.test(property)) return true;
  const named = property.replace(/(Id|Name)s?$/, "").toLowerCase();
  return named !== "" && token.toLowerCase().endsWith(named);
}

function parameterOf(node: SchemaNode): TemplateParameter {
  const types = typesOf(node);
  if (types.includes("array")) {
    const id = idTypes[formatsOf(itemsOf(node))[0] ?? ""];
    return { Type: id === undefined ? "CommaDelimitedList" : `List<${id}>` };
  }
  if (types.includes("string") || types.length === 0) return { Type: idTypes[formatsOf(node)[0] ?? ""] ?? "String" };
  if (types.includes("boolean")) return { Type: "String", AllowedValues: ["true", "false"] };
  return { Type: types.includes("object") ? "String" : "Number" };
}

/** Formats that name an attribute of a resource type, `AWS::EC2::Subnet.Id`. */
function formatsOf(node: SchemaNode): string[] {
  return [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(({ format }) =>
    format?.includes("::") ? [format] : [],
  );
}
