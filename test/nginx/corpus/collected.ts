import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Attack, Door } from "./attack";

/** Requests that others collected, with their origins and licences: beside the repository, not in it. */
const folder = join(__dirname, "../../../../shared/corpora/http");

/** Why there are none, or undefined if there are. */
export function collectedMissing(): string | undefined {
  return existsSync(folder) ? undefined : "no folder ../shared/corpora/http beside the repository";
}

/** Every request of every file, as it was collected: a JSON line each, the bytes in `raw_b64`, a name in `cat`. */
export function collected(): Attack[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => {
      const { id, cat, raw_b64 } = JSON.parse(line) as Record<"id" | "cat" | "raw_b64", string>;
      return { id, group: `collected: ${cat}`, bytes: Buffer.from(raw_b64, "base64").toString("latin1") };
    });
}

/** The same fields and content with a request line and a name that the allow-list has, so that they come as far as they can. */
export function aimed(attacks: Attack[], { method, path }: Door, host: string): Attack[] {
  const fieldsOf = ({ bytes }: Attack) =>
    bytes.slice(bytes.indexOf("\r\n")).replace(/^(Host:[ \t]*)[A-Za-z0-9.-]+/im, `$1${host}`);
  const distinct = new Map(attacks.filter(({ bytes }) => bytes.includes("\r\n")).map((one) => [fieldsOf(one), one]));
  return [...distinct].map(([fields, { id, group }]) => ({
    id: `${id}, aimed`,
    group: `${group}, aimed`,
    bytes: `${method} ${path} HTTP/1.1${fields}`,
  }));
}
