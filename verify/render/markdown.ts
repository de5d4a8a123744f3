import type { ContainerReport, TaskReport, Verification } from "../verification";
import { containerLine, eventLines, eventTitle, headline, taskLine } from "./wording";

/** The report for a pull request or a job's summary. */
export function markdown(verification: Verification): string {
  const { verdict, tasks, notRead } = verification;
  const good = verdict === "running";
  const events = eventLines(verification.events);
  const blocks = [
    `${good ? "✅" : "❌"} **${escaped(headline(verification))}**`,
    ...(good ? [] : [`### ${eventTitle(verification)}`, list(events.length > 0 ? events : ["none"])]),
    ...(tasks.length > 0 ? ["### Tasks", ...tasks.flatMap(ofTask)] : []),
    ...(notRead.length > 0 ? ["### Not read", list(notRead.map((line) => `not read: ${line}`))] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function ofTask(task: TaskReport): string[] {
  return [`**${escaped(taskLine(task))}**`, ...task.containers.flatMap(ofContainer)];
}

function ofContainer(container: ContainerReport): string[] {
  const { log } = container;
  const end = escaped(containerLine(container));
  if (log.kind === "notRead") return [`${end}\\\nnot read: log, ${escaped(log.why)}`];
  if (log.lines.length === 0) return [`${end}\\\nits log is empty`];
  return [end, fenced(log.lines.map((line) => `| ${line}`))];
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join("\n");
}

/** A fence longer than any run of backticks within: a log cannot end it. */
function fenced(lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Text without the signs of Markdown and HTML that would change its shape, and without mentions of people. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>|#~[\]]/g, "\\$&").replaceAll("@", "@\u200b");
}
