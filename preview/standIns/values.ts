import { createHash } from "node:crypto";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A resource's or invoke's properties, as plain JavaScript. Unknowns and secrets are in Pulumi's wire form. */
export type Properties = Record<string, unknown>;

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fromStruct(struct: Struct | undefined): Properties {
  return struct ? (struct.toJavaScript() as Properties) : {};
}

export function toStruct(properties: Properties): Struct {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Struct.fromJavaScript(Object.fromEntries(known) as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** The value inside of secrets, however deep. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  if (value[rpc.specialSigKey] === rpc.specialSecretSig) return withoutSecrets(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

/** JSON with sorted keys: equal texts mean equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (!isObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
