import { exitCodeOf, type Verification } from "../verification";
import { markdown } from "./markdown";
import { text } from "./text";

export const formats = ["text", "markdown", "json"] as const;
export type Format = (typeof formats)[number];

/** The report as a text that ends with a line end. Dates in JSON are ISO 8601, in UTC. */
export function render(verification: Verification, format: Format, colours = false): string {
  switch (format) {
    case "text":
      return text(verification, colours);
    case "markdown":
      return markdown(verification);
    case "json":
      return `${JSON.stringify({ exitCode: exitCodeOf(verification), ...verification }, null, 2)}\n`;
  }
}
