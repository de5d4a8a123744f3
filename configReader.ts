import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./nginx";

/** Reads the project's part of a stack's configuration key by key and keeps every problem, instead of stopping at the first. */
export class ConfigReader {
  private readonly values: Map<string, string>;
  private readonly known = new Set<string>();
  private readonly problems: Problem[] = [];

  constructor(private readonly project: string) {
    const prefix = `${project}:`;
    const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
    this.values = new Map(own.map(([key, value]) => [key.slice(prefix.length), value]));
  }

  string(key: string, fallback: string): string {
    return this.read(key) ?? fallback;
  }

  integer(key: string, fallback: number): number {
    const text = this.read(key);
    if (text === undefined) return fallback;
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    this.report(key, JSON.stringify(text), "a whole number", `use ${fallback}`);
    return fallback;
  }

  boolean(key: string, fallback: boolean): boolean {
    return this.oneOf(key, ["true", "false"], String(fallback)) === "true";
  }

  oneOf<T extends string>(key: string, legal: readonly T[], fallback: T): T {
    const text = this.read(key);
    if (text === undefined) return fallback;
    const chosen = legal.find((value) => value === text);
    if (chosen === undefined) this.report(key, JSON.stringify(text), legal.join(" or "), `use ${fallback}`);
    return chosen ?? fallback;
  }

  /** A list of which each entry is turned into a `T`; `parse` gives undefined for what is none. */
  list<T>(key: string, parse: (value: unknown) => T | undefined): T[] {
    const text = this.read(key);
    if (text === undefined) return [];
    const values = parseJson(text);
    if (!Array.isArray(values)) {
      this.report(key, JSON.stringify(text), "a list", "write one entry a line, each after a hyphen");
      return [];
    }
    return values.flatMap((value: unknown, index) => {
      const parsed = parse(value);
      if (parsed !== undefined) return [parsed];
      const legal = "path (text) and methods (a list of names), nothing else";
      this.report(`${key}[${index}]`, JSON.stringify(value), legal, "write {path: /api/users/:id, methods: [GET]}");
      return [];
    });
  }

  /** Adds a problem that only the caller can see, such as two keys that need each other. */
  report(key: string, given: string, legal: string, fix: string): void {
    this.problems.push({ where: `${this.project}:${key}`, given, legal, fix });
  }

  /** All problems, with a line for each key that nobody asked for: a typo must not pass in silence. */
  finish(): Problem[] {
    const unknown = [...this.values.keys()].filter((key) => !this.known.has(key));
    const typos = unknown.map((key) => ({
      where: `${this.project}:${key}`,
      given: "a key that nothing reads",
      legal: [...this.known].sort().join(", "),
      fix: "correct or remove it",
    }));
    return [...this.problems, ...typos];
  }

  private read(key: string): string | undefined {
    this.known.add(key);
    return this.values.get(key);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
