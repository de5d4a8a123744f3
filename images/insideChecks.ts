import type { ContainerEngine } from "../local/containerEngine";
import { openFilesOf } from "../local/containerPlan";
import { LocalFailure } from "../local/failure";
import type { Row } from "../local/judge";
import { hardLimit, possibleOpenFiles } from "../local/openFiles";
import { runProgram } from "../local/runProgram";
import type { Container } from "../local/taskDefinition";
import type { ContainerProcess } from "../local/taskRun";

/** Linux's capability sets of a process, as /proc/<pid>/status has them (man proc_pid_status). */
const capabilitySets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"];

/**
 * Rows that say whether the engine holds a running container to what its task definition asks: user, capabilities, root
 * file system, volumes. The kernel is asked, inside the container.
 */
export async function insideRows(
  container: Container,
  running: ContainerProcess,
  engine: ContainerEngine,
): Promise<Row[]> {
  const { name, isolation, mounts } = container;
  const status = await inside(running, ["cat", "/proc/1/status"]);
  const rows = [
    checked(`user of ${name}`, isolation.user ?? "any", /^Uid:\s+(\d+)/m.exec(status)?.[1] ?? "", "/proc/1/status"),
    checked(
      `capabilities of ${name}`,
      isolation.capabilities.drop.includes("ALL") ? "none" : "any",
      capabilities(status),
      "/proc/1/status",
    ),
    checked(
      `write to / of ${name}`,
      isolation.readonlyRoot ? "Read-only file system" : "any",
      await write(running, ""),
      "the kernel",
    ),
  ];
  for (const { path } of mounts)
    rows.push(checked(`write to ${path} of ${name}`, "written", await write(running, path), "the kernel"));
  for (const wanted of openFilesOf(container)) {
    const possible = await possibleOpenFiles(engine, container.image, wanted);
    rows.push(openFilesRow(name, wanted, hardLimit(await inside(running, ["cat", "/proc/1/limits"])), possible));
  }
  return rows;
}

/** A limit that this machine cannot give was not tried. */
function openFilesRow(name: string, wanted: number, got: number, possible: number): Row {
  const row = checked(`open files of ${name}`, String(wanted), String(got), "/proc/1/limits");
  if (possible >= wanted) return row;
  return { ...row, got: `not run: nobody here may have more than ${possible}`, asExpected: undefined };
}

/** A row for one fact. "any" is what a definition says that does not say. */
export function checked(request: string, expected: string, got: string, answeredBy: string): Row {
  return { request, expected, got, answeredBy, asExpected: expected === "any" || got === expected };
}

/** "none", or the sets of /proc/1/status that are not empty. */
export function capabilities(status: string): string {
  const held = capabilitySets.flatMap((set) => {
    const bits = new RegExp(`^${set}:\\s+([0-9a-f]+)`, "m").exec(status)?.[1] ?? "not told";
    return /^0+$/.test(bits) ? [] : [`${set} ${bits}`];
  });
  return held.join(", ") || "none";
}

/** "written", or the reason that the kernel gives. */
async function write(running: ContainerProcess, folder: string): Promise<string> {
  const file = `${folder}/gatehouse-write-test`;
  const output = await inside(running, ["sh", "-c", `(: > ${file}) 2>&1 && rm ${file} && echo written || true`]);
  return output.trim().split(": ").at(-1) ?? "";
}

function inside(running: ContainerProcess, command: string[]): Promise<string> {
  if (!running.inside) throw new LocalFailure(3, [`container ${running.name} is a process of this machine`]);
  return runProgram([...running.inside, ...command], { cwd: "/" });
}
