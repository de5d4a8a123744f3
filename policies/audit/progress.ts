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

/** Short enough to look alive, long enough that a terminal has no more to do than the audit. */
const milliseconds = { terminal: 50, log: 1000 };
const clearLine = "\r\u001b[2K";

/** Shows one line at a time: in place on a terminal, elsewhere a line every second at most. */
export function progressOn(stream: ProgressStream, now: () => number): Progress {
  const terminal = stream.isTTY === true;
  let last = Number.NEGATIVE_INFINITY;
  return {
    say: (line) => {
      if (now() - last < (terminal ? milliseconds.terminal : milliseconds.log)) return;
      last = now();
      stream.write(terminal ? `${clearLine}${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
    },
    end: () => {
      if (terminal) stream.write(clearLine);
    },
  };
}
