import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Directive } from "../../nginx/conf/directive";
import { unquote } from "./confTree";
import { pythonAlone, pythonPackages } from "./pythonPackages";

/** crossplane, nginx's own parser, in one process of Python that reads one configuration after another. */
export interface Crossplane {
  /** The directives of a configuration, without comments. */
  tree(conf: string): Promise<Directive[]>;
  stop(): Promise<void>;
}

interface Statement {
  directive: string;
  args: string[];
  block?: Statement[];
}

interface Payload {
  errors: { error: string }[];
  config: { parsed: Statement[] }[];
}

/** Starts it; the first time, pip fetches it. */
export async function startCrossplane(): Promise<Crossplane> {
  const packages = await pythonPackages("crossplane");
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-crossplane-"));
  const file = join(folder, "nginx.conf");
  const child = spawn("python3", [...pythonAlone, join(__dirname, "python/readTrees.py")], {
    env: { ...process.env, PYTHONPATH: packages },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    tree: async (conf) => {
      writeFileSync(file, conf);
      child.stdin.write(`${file}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("crossplane has ended");
      return treeOf(JSON.parse(value) as Payload);
    },
    stop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await ended(child);
    },
  };
}

function treeOf({ errors, config }: Payload): Directive[] {
  const [error] = errors;
  if (error !== undefined) throw new Error(`crossplane: ${error.error}`);
  return (config[0]?.parsed ?? []).map(toDirective);
}

/**
 * crossplane undoes an escaped quote and leaves the rest of the quoting to its reader; and it gives the condition of an
 * `if` without its parentheses.
 */
function toDirective({ directive, args, block }: Statement): Directive {
  const words = args.map(unquote);
  const own = directive === "if" ? parenthesised(words) : words;
  return { name: unquote(directive), args: own, ...(block && { block: block.map(toDirective) }) };
}

function parenthesised(words: string[]): string[] {
  return words.map((word, index) => `${index === 0 ? "(" : ""}${word}${index === words.length - 1 ? ")" : ""}`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.stdin?.end();
  });
}
