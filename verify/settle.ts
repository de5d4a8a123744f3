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
}

/** Looks until ECS has decided, or until the time to wait is over. */
export async function settle(
  asked: string,
  look: () => Promise<Observed>,
  { waitSeconds, clock, progress }: Patience,
): Promise<{ settled: Settled; observed: Observed }> {
  const began = clock.now();
  for (;;) {
    const observed = await look();
    const { kind, detail } = judge(asked, observed);
    if (kind !== "waiting") return { settled: { verdict: kind, detail }, observed };
    const waited = Math.round((clock.now() - began) / 1000);
    if (waited >= waitSeconds) {
      return { settled: { verdict: "unfinished", detail: `${detail}, after a wait of ${waited} s` }, observed };
    }
    progress(`${detail} (${waited} s of at most ${waitSeconds})`);
    await clock.sleep(1000 * Math.min(pollSeconds, waitSeconds - waited));
  }
}
