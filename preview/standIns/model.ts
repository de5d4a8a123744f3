import type { Construct } from "./construct";
import type { Place } from "./place";
import type { Properties } from "./values";

/** What a table row sees of the resource that it describes. */
export interface Made extends Place {
  urn: string;
  partition: string;
  /** Domain of the partition's services, such as `amazonaws.com`. */
  domain: string;
  /** Inputs after the check, without secret wrappers. */
  inputs: Properties;
  /** A text input, or "" when it is not given. */
  text(property: string): string;
  /** That many hex digits: the same in every run, others for a replacement. */
  hex(digits: number): string;
  /** `arn:<partition>:<service>:<region>:<account>:<resource>`. */
  arn(service: string, resource: string): string;
  /** The ARN of a service without regions, such as IAM. */
  globalArn(service: string, resource: string): string;
}

/** One row of the tables: how the provider would answer for one resource type. */
export interface ResourceModel {
  /** Input that the provider names when the program does not: `<logical name>-<7 hex digits>`. */
  autoName?: string;
  /** Inputs that the provider fills in when the program does not give them. */
  defaults?: Properties;
  /** Inputs that cannot be changed in place: a change replaces the resource. `"all"` but for its tags. */
  replaceOn: readonly string[] | "all";
  /** Inputs, `outer.inner` for nested ones, whose change alone is no change. */
  ignore?: readonly string[];
  id(made: Made): string;
  /** Outputs beside `id` and the inputs. */
  outputs?(made: Made): Properties;
}

/** Resource types by their whole token, for example `aws:ec2/vpc:Vpc`. */
export type ResourceTable = Readonly<Record<string, ResourceModel>>;

/** Invokes by their whole token, for example `aws:index/getRegion:getRegion`. */
export type InvokeTable = Readonly<Record<string, (args: Properties, place: Place) => Properties>>;

/** A stand-in for one provider. */
export interface StandIn {
  /** Package name, as in `@pulumi/<name>`. */
  name: string;
  /** Version of the provider that it stands in for. */
  version: string;
  resources: ResourceTable;
  /** Plays every resource type that is not in the table. @default such a type is refused as an UnknownToken */
  otherResources?: ResourceModel;
  invokes: InvokeTable;
  construct?: Construct;
}
