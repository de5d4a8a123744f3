import { connect } from "node:net";
import type { Row } from "../local/judge";
import type { TaskRun } from "../local/taskRun";
import { checked } from "./insideChecks";

/** Milliseconds without an answer after which nobody is taken to be there. */
const patience = 2000;

/** A row for each port of the task: who connects to the task's address, as any host of its subnet can, is let in or not. */
export async function outsideRows({ containers, proxy, door }: TaskRun): Promise<Row[]> {
  const { host } = door.target;
  const rows: Row[] = [];
  for (const { name, ports } of containers) {
    for (const port of ports) {
      const expected = name === proxy ? "connected" : "ECONNREFUSED";
      rows.push(checked(`connect to the task's port ${port} (${name})`, expected, await tryPort(host, port), "TCP"));
    }
  }
  return rows;
}

/** "connected", the error's code, or "no answer". */
export function tryPort(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (result: string) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end("connected"));
    socket.once("timeout", () => end("no answer"));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
