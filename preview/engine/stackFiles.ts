import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, isMap, parseDocument } from "yaml";
import { assumedRegion } from "../standIns/place";

/** What the engine reads of a stack, in a folder of its own: the user's files are never written. */
export interface StackFiles {
  folder: string;
  project: string;
  /** Program file that Pulumi.yaml names. */
  main: string | undefined;
  /** Encrypted config values, played by stand-ins; the engine is to take them as secrets. */
  secrets: Record<string, string>;
  notes: string[];
  remove(): void;
}

/** A file that the stack needs is missing or is not what it must be. One problem a line. */
export class InvalidProject extends Error {
  override readonly name = "InvalidProject";

  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

/** What takes the place of an encrypted value, which only the stack's own key can open. */
export const standInSecret = "stand-in-secret";

/**
 * Copies Pulumi.yaml and Pulumi.<stack>.yaml of a project to a temporary folder.
 *
 * @throws InvalidProject when one of them is missing or is not YAML.
 */
export function copyStackFiles(projectDir: string, stack: string): StackFiles {
  const project = readProject(read(projectDir, "Pulumi.yaml", "a Pulumi project has one"), projectDir);
  const settings = withoutEncryption(
    `Pulumi.${stack}.yaml`,
    read(projectDir, `Pulumi.${stack}.yaml`, stacks(projectDir)),
  );
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-"));
  writeFileSync(join(folder, "Pulumi.yaml"), project.text);
  writeFileSync(join(folder, `Pulumi.${stack}.yaml`), settings.text);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const { secrets, notes } = settings;
  return { folder, project: project.name, main: project.main, secrets, notes, remove };
}

/** Pulumi.yaml without what would lead the engine to other folders or another backend. */
function readProject(text: string, projectDir: string): { text: string; name: string; main: string | undefined } {
  const file = join(projectDir, "Pulumi.yaml");
  const document = parseMap(file, text);
  const [name, main] = [document.get("name"), document.get("main")];
  if (typeof name !== "string") throw new InvalidProject([`${file}: has no name; fix: add "name: <project>"`]);
  for (const key of ["main", "backend", "stackConfigDir"]) document.delete(key);
  return { text: document.toString(), name, main: typeof main === "string" ? main : undefined };
}

function stacks(projectDir: string): string {
  const names = existsSync(projectDir) ? readdirSync(projectDir) : [];
  const found = names.map((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1]).filter((name) => name !== undefined);
  return found.length > 0 ? `legal stacks: ${found.sort().join(", ")}` : "the project has no stack file at all";
}

function read(folder: string, name: string, hint: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) throw new InvalidProject([`${file}: no such file; ${hint}`]);
  return readFileSync(file, "utf8");
}

/** A YAML map; an empty file is an empty one. */
function parseMap(name: string, text: string): Document {
  const document = parseDocument(text.trim() === "" ? "{}" : text);
  const problems = document.errors.map((e) => `${name}: ${e.message.split("\n")[0]}`);
  if (problems.length === 0 && !isMap(document.contents)) problems.push(`${name}: legal: a YAML map of settings`);
  if (problems.length > 0) throw new InvalidProject(problems);
  return document;
}

interface Settings {
  text: string;
  secrets: Record<string, string>;
  notes: string[];
}

/** The stack file without what only the stack's own secrets provider or Pulumi Cloud could resolve. */
function withoutEncryption(name: string, text: string): Settings {
  const document = parseMap(name, text);
  const secrets = takeSecrets(document);
  const notes = Object.keys(secrets).map(
    (key) => `${name}: ${key} is encrypted; the preview uses a stand-in for its value`,
  );
  for (const key of ["secretsprovider", "encryptionsalt", "encryptedkey"]) document.delete(key);
  if (document.delete("environment")) {
    notes.push(`${name}: its ESC environments are not opened by a preview on stand-ins`);
  }
  if (!document.hasIn(["config", "aws:region"])) {
    notes.push(`${name}: aws:region is not set; the preview assumes ${assumedRegion}`);
  }
  return { text: document.toString(), secrets, notes };
}

/** Takes each config value that holds a `secure:` out of the document; its place is taken by a stand-in. */
function takeSecrets(document: Document): Record<string, string> {
  const config = document.get("config");
  if (!isMap(config)) return {};
  const secrets: Record<string, string> = {};
  for (const [key, value] of Object.entries(config.toJSON() as Record<string, unknown>)) {
    const opened = withoutSecure(value);
    if (JSON.stringify(opened) === JSON.stringify(value)) continue;
    secrets[key] = typeof opened === "string" ? opened : JSON.stringify(opened);
    config.delete(key);
  }
  return secrets;
}

function withoutSecure(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecure);
  if (typeof value !== "object" || value === null) return value;
  if ("secure" in value) return standInSecret;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecure(inner)]));
}
