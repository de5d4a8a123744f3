/** Where progress goes, and how: a terminal can rewrite its last line, a log cannot. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  say: (line: string) => void;
  /** Takes the line away again, where that is possible. */
  end: () => void;
}

/** A log gets a sign of life this often, in milliseconds. */
const logEvery = 30_000;
const clearLine = "\r\u001b[2K";

/** Shows one line at a time: in place on a terminal, elsewhere a line when something changed, and every half minute. */
export function progressOn(stream: ProgressStream, now: () => number): Progress {
  const terminal = stream.isTTY === true;
  let last = { line: "", at: Number.NEGATIVE_INFINITY };
  return {
    say: (line) => {
      if (terminal) {
        stream.write(`${clearLine}${line.slice(0, (stream.columns ?? 80) - 1)}`);
        return;
      }
      // The time at the end of a line is no change.
      const changed = withoutTime(line) !== withoutTime(last.line);
      if (!changed && now() - last.at < logEvery) return;
      last = { line, at: now() };
      stream.write(`${line}\n`);
    },
    end: () => {
      if (terminal) stream.write(clearLine);
    },
  };
}

function withoutTime(line: string): string {
  return line.replace(/ \(\d+ s of .*\)$/, "");
}
