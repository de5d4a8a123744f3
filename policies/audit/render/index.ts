import type { Audit } from "../audit";
import type { ExitCode } from "../exitCode";
import { json } from "./json";
import { markdown } from "./markdown";
import { sarif } from "./sarif";
import { text } from "./text";

export const formats = ["text", "markdown", "json", "sarif"] as const;
export type Format = (typeof formats)[number];

export interface RenderOptions {
  exitCode: ExitCode;
  /** Whether text may use the colours of a terminal. */
  colours: boolean;
}

/** The report as a text that ends with a line end. */
export function render(audit: Audit, format: Format, { exitCode, colours }: RenderOptions): string {
  switch (format) {
    case "text":
      return text(audit, colours);
    case "markdown":
      return markdown(audit);
    case "json":
      return json(audit);
    case "sarif":
      return sarif(audit, exitCode);
  }
}
