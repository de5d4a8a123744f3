import { styleText } from "node:util";
import type { ContainerReport, TaskReport, Verification } from "../verification";
import { containerLine, eventLines, eventTitle, headline, taskLine } from "./wording";

/** The report for a terminal or a log; a good one is one line. */
export function text(verification: Verification, colours: boolean): string {
  const styled = (style: "green" | "red" | "bold" | "yellow", line: string) =>
    colours ? styleText(style, line, { validateStream: false }) : line;
  const good = verification.verdict === "running";
  const events = eventLines(verification.events);
  const lines = [
    styled(good ? "green" : "red", headline(verification)),
    ...(good ? [] : ["", styled("bold", eventTitle(verification)), ...indented(events.length > 0 ? events : ["none"])]),
    ...(verification.tasks.length > 0
      ? ["", styled("bold", "Tasks"), ...indented(verification.tasks.flatMap(ofTask))]
      : []),
    ...(good || verification.notRead.length === 0 ? [] : [""]),
    ...verification.notRead.map((line) => styled("yellow", `not read: ${line}`)),
  ];
  return `${lines.join("\n")}\n`;
}

function ofTask(task: TaskReport): string[] {
  return [taskLine(task), ...indented(task.containers.flatMap(ofContainer))];
}

function ofContainer(container: ContainerReport): string[] {
  const { log } = container;
  // The bar keeps what a container wrote from being taken for a line of the report, or for a command of a CI runner.
  const lines = log.kind === "lines" ? log.lines.map((line) => `| ${line}`) : [`not read: log, ${log.why}`];
  return [containerLine(container), ...indented(lines.length > 0 ? lines : ["its log is empty"])];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
