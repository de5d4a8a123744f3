import { type CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogStream } from "../evidence/logStream";

/** CloudWatch Logs may answer an empty page although older ones hold lines (API reference, GetLogEvents). */
const mostPages = 10;

/** The last lines of a stream, oldest first; undefined where there is no such group or stream. */
export async function lastLogLines(
  logs: CloudWatchLogsClient,
  { group, stream }: LogStream,
  lines: number,
): Promise<string[] | undefined> {
  const found: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages && found.length < lines; page++) {
    const answer = await read(logs, { group, stream }, lines - found.length, nextToken);
    if (answer === undefined) return undefined;
    found.unshift(...(answer.events ?? []).map(({ message = "" }) => message));
    // The same token again means that there is nothing older.
    if (answer.nextBackwardToken === undefined || answer.nextBackwardToken === nextToken) break;
    nextToken = answer.nextBackwardToken;
  }
  return found;
}

async function read(
  logs: CloudWatchLogsClient,
  { group, stream }: Omit<LogStream, "region">,
  limit: number,
  nextToken: string | undefined,
) {
  try {
    return await logs.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        limit,
        startFromHead: false,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}
