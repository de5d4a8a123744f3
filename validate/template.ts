/** A CloudFormation template, as far as it is written here. */
export interface Template {
  AWSTemplateFormatVersion: "2010-09-09";
  Parameters: Record<string, TemplateParameter>;
  Resources: Record<string, TemplateResource>;
}

export interface TemplateParameter {
  Type: string;
  AllowedValues?: string[];
}

export interface TemplateResource {
  Type: string;
  Properties: Record<string, unknown>;
}

/** Where a value stands in a template: `["Resources", "ServiceWeb", "Properties", "Cpu"]`. */
export type TemplatePath = readonly (string | number)[];

/** Where a value stands in the plan. */
export interface PlanPlace {
  urn: string;
  /** Pulumi's property, such as `healthCheck.interval`; "" for the resource as a whole. */
  property: string;
}

/** Remembers for each written value where it came from. */
export class Places {
  private readonly known = new Map<string, PlanPlace>();

  note(path: TemplatePath, place: PlanPlace): void {
    this.known.set(JSON.stringify(path), place);
  }

  /** The place of a path, or else of the nearest one above it: a missing property is told of the resource. */
  of(path: TemplatePath): PlanPlace | undefined {
    for (let length = path.length; length > 0; length--) {
      const place = this.known.get(JSON.stringify(path.slice(0, length)));
      if (place) return place;
    }
    return undefined;
  }
}
