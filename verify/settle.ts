import { judge } from "./judge/judge";
import type { Observed } from "./judge/judgement";
import type { Verdict } from "./verification";

/** Time, so that a test need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

/** Seconds between two looks: three calls each, far below what ECS allows an account to read. */
const pollSeconds = 5;

export interface Settled {
  verdict: Verdict;
  detail: string;
}

export interface Patience {
  /** Seconds, 0 to look once. */
  waitSeconds: number;
  clock: Clock;
  /** Hears at every look what is being waited for. */
  progress: (line: string) => void;
  /** What an error of a look says that may pass by itself; undefined: it ends the wait. */
  passing: (error: unknown) => string | undefined;
}

/** A look that was made, or one that came to nothing and may be made again. */
type Look = { observed: Observed } | { error: unknown; why: string };

/**
 * Looks until ECS has decided, or until the time to wait is over. One look that came to nothing does not end a long wait; where
 * it is the last, there is nothing to judge, and its error is thrown.
 */
export async function settle(
  asked: string,
  look: () => Promise<Observed>,
  { waitSeconds, clock, progress, passing }: Patience,
): Promise<{ settled: Settled; observed: Observed }> {
  const began = clock.now();
  for (;;) {
    const seen = await tried(look, passing);
    const waited = Math.round((clock.now() - began) / 1000);
    const over = waited >= waitSeconds;
    let waitsFor: string;
    if ("observed" in seen) {
      const { observed } = seen;
      const { kind, detail } = judge(asked, observed);
      if (kind !== "waiting") return { settled: { verdict: kind, detail }, observed };
      const unfinished = { verdict: "unfinished" as const, detail: `${detail}, after a wait of ${waited} s` };
      if (over) return { settled: unfinished, observed };
      waitsFor = detail;
    } else {
      if (over) throw seen.error;
      waitsFor = `${seen.why}, looking again`;
    }
    progress(`${waitsFor} (${waited} s of at most ${waitSeconds})`);
    await clock.sleep(1000 * Math.min(pollSeconds, waitSeconds - waited));
  }
}

async function tried(look: () => Promise<Observed>, passing: Patience["passing"]): Promise<Look> {
  try {
    return { observed: await look() };
  } catch (error) {
    const why = passing(error);
    if (why === undefined) throw error;
    return { error, why };
  }
}
