import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./nginx";

/** How the entries of a list are read: `parse` gives undefined for what is none. */
export interface Entry<T> {
  parse: (value: unknown) => T | undefined;
  legal: string;
  fix: string;
}

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

  /** A list of which each entry is turned into a `T`. */
  list<T>(key: string, fallback: T[], { parse, legal, fix }: Entry<T>): T[] {
    const text = this.read(key);
    if (text === undefined) return fallback;
    const values = parseJson(text);
    if (!Array.isArray(values)) {
      this.report(key, JSON.stringify(text), "a list", "write one entry a line, each after a hyphen");
      return fallback;
    }
    return values.flatMap((value: unknown, index) => {
      const parsed = parse(value);
      if (parsed !== undefined) return [parsed];
      this.report(`${key}[${index}]`, JSON.stringify(value), legal, fix);
      return [];
    });
  }

  /** Names with texts. What is given is never repeated: it may be meant to be secret. */
  texts(key: string): Record<string, string> {
    const text = this.read(key);
    if (text === undefined) return {};
    const values = parseJson(text);
    const isTexts =
      typeof values === "object" &&
      values !== null &&
      !Array.isArray(values) &&
      Object.values(values).every((value) => typeof value === "string");
    if (isTexts) return values as Record<string, string>;
    this.report(key, "something else", "names with texts", 'write one a line, such as COLOUR: "blue"');
    return {};
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
