import { randomUUID } from "node:crypto";
import type { Ask } from "../../nginx/httpClient";
import type { LogLine } from "../../nginx/proxyProcess";
import type { DrivenExample } from "./drivenExample";

/** What reached the sample application in one of the task's containers, from its own log. */
export class Arrivals {
  private seen = 0;

  /** @param visit a request that does reach it */
  constructor(
    private readonly example: DrivenExample,
    private readonly container: string,
    private readonly visit: Ask,
  ) {}

  /** The requests since this was asked last. One more is sent: with its line, all lines before it are there. */
  async take(): Promise<LogLine[]> {
    const id = randomUUID();
    await this.example.ask({ ...this.visit, headers: { ...this.visit.headers, "X-Request-Id": id } });
    const isLast = ({ request_id }: LogLine) => request_id === id;
    await this.example.line(isLast, this.container);
    const lines = this.example.lines(this.container);
    const last = lines.findIndex(isLast);
    const fresh = lines.slice(this.seen, last);
    this.seen = last + 1;
    return fresh.filter((line) => line.path !== undefined && !isOwnProbe(line));
  }
}

/** The container's health check asks the application from within the container. */
function isOwnProbe({ path, client }: LogLine): boolean {
  return path === "/healthz" && client === "127.0.0.1";
}
