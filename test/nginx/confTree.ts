import { parse } from "nginx-conf";
import type { Directive } from "../../nginx/conf/directive";

type Node = { name: string; value: string; children: Node[]; isBlock: boolean };

/** nginx.conf text as directives again: the grammar by nginx-conf, the quoting by nginx's own rule. Comments are left out. */
export function confTree(text: string): Directive[] {
  let tree: Node | undefined;
  parse(text, (error, root) => {
    if (error) throw new Error(error.message);
    tree = root as unknown as Node;
  });
  if (tree === undefined) throw new Error("nginx-conf gave no tree");
  return tree.children.map(toDirective);
}

/** Directives without their comments, as confTree reads them. */
export function withoutComments(directives: Directive[]): Directive[] {
  return directives.map(({ name, args, block }) => ({
    name,
    args,
    ...(block === undefined ? {} : { block: withoutComments(block) }),
  }));
}

function toDirective(node: Node): Directive {
  const [name = "", ...rest] = readTokens(node.name);
  if (rest.length > 0) throw new Error(`two words in the name ${node.name}`);
  const args = readTokens(node.value);
  return node.isBlock ? { name, args, block: node.children.map(toDirective) } : { name, args };
}

/** The words of one directive as ngx_conf_read_token reads them. */
export function readTokens(text: string): string[] {
  const word = /\s*(?:"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'|([^\s"';{}]+))/y;
  const tokens: string[] = [];
  while (word.lastIndex < text.trimEnd().length) {
    const at = word.lastIndex;
    const match = word.exec(text);
    if (match === null) throw new Error(`no word at ${JSON.stringify(text.slice(at))}`);
    tokens.push(unquote(match[1] ?? match[2] ?? match[3] ?? ""));
  }
  return tokens;
}

/** A word as nginx reads it: its escapes undone. */
export function unquote(text: string): string {
  const replaced: Record<string, string> = { t: "\t", r: "\r", n: "\n" };
  return text.replace(/\\(["'\\trn])/g, (_all, letter: string) => replaced[letter] ?? letter);
}
