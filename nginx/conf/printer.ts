import type { Directive } from "./directive";

const indentWidth = 4;
const lineWidth = 120;
/** What needs no quotes; everything else gets them, also where nginx would not ask for it. */
const bareArgument = /^[\w./:=$~@*%+,()-]+$/;

/**
 * Prints directives as nginx.conf text. It is the only place that makes nginx syntax: arguments are quoted so that nginx
 * reads back exactly the given strings (ngx_conf_read_token), whatever they hold.
 */
export function printDirectives(directives: Directive[]): string {
  return `${printBlock(directives, 0).join("\n")}\n`;
}

function printBlock(directives: Directive[], depth: number): string[] {
  return directives.flatMap((directive, index) => {
    const previous = directives[index - 1];
    const apart = previous && (directive.comment !== undefined || isTall(directive) || isTall(previous));
    return [...(apart ? [""] : []), ...printDirective(directive, depth)];
  });
}

/** Printed over several lines, so set apart by empty ones. An `if` fits on one. */
function isTall(directive: Directive): boolean {
  return directive.block !== undefined && directive.name !== "if";
}

/** Every line of a comment starts with `#`, also where the text holds line breaks, and ends before the margin. */
function printComment(comment: string, indent: string): string[] {
  const lines = [`${indent}#`];
  for (const word of comment.split(/\s+/)) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= lineWidth) lines.splice(-1, 1, line);
    else lines.push(`${indent}# ${word}`);
  }
  return lines;
}

function printDirective(directive: Directive, depth: number): string[] {
  const indent = " ".repeat(indentWidth * depth);
  const comment = directive.comment === undefined ? [] : printComment(directive.comment, indent);
  const head = printHead(directive, indent);
  if (directive.block === undefined) return [...comment, ...endLast(head, ";")];
  if (!isTall(directive)) return [...comment, ...endLast(head, ` { ${printInline(directive.block)} }`)];
  return [...comment, ...endLast(head, " {"), ...printBlock(directive.block, depth + 1), `${indent}}`];
}

function printInline(directives: Directive[]): string {
  return directives.map((inner) => printDirective(inner, 0).join(" ")).join(" ");
}

/**
 * Name and arguments on one line, or one argument a line where that would be too long. The name is quoted as an argument
 * is, because inside `map` and `geo` it is a key.
 */
function printHead(directive: Directive, indent: string): string[] {
  const args = directive.args.map(quoteArgument);
  const name = quoteArgument(directive.name);
  const line = `${indent}${[name, ...args].join(" ")}`;
  if (line.length < lineWidth || args.length < 2) return [line];
  const [first = "", ...rest] = args;
  return [`${indent}${name} ${first}`, ...rest.map((arg) => `${indent}${" ".repeat(indentWidth)}${arg}`)];
}

function endLast(lines: string[], ending: string): string[] {
  return lines.map((line, index) => (index === lines.length - 1 ? `${line}${ending}` : line));
}

/**
 * Quotes one argument. Inside quotes nginx replaces `\"`, `\'`, `\\`, `\t`, `\r` and `\n` and leaves any other backslash
 * alone, so only a backslash that would form one of those, or end the argument, is doubled: regular expressions stay readable.
 */
export function quoteArgument(text: string): string {
  if (bareArgument.test(text)) return text;
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const escaped = text
    .replace(/\\(?=["'\\trn\r\n]|$)/g, "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
  return `${quote}${escaped}${quote}`;
}
