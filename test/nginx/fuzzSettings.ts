import fc from "fast-check";
import { checkProxySettings, type ProxySettings } from "../../nginx";
import { startCrossplane } from "./crossplane";
import type { NginxProgram } from "./nginxProgram";
import { nginxTry } from "./nginxTry";
import { type Changed, changed } from "./random/hostile";
import { legalSettings } from "./randomSettings";
import { type Judges, judgeChanged, judgeSettings, type Verdict } from "./settingsVerdict";

/** Of so many configurations that are tried, crossplane reads one: it takes longer than all else together. */
const crossplaneEvery = 5;
/** Smaller counterexamples are looked for in no more than so many tries. */
const mostShrinks = 400;

export interface FuzzOptions {
  /** Settings to try. */
  runs: number;
  seed: number;
  /** Tries the configurations. */
  nginx: NginxProgram;
  /** Tried at once. */
  lanes: number;
  /** Called after each one that was judged. */
  progress?: (counts: Counts) => void;
}

export type Counts = Record<Verdict, number>;

export interface FuzzResult extends Counts {
  /** Report on the smallest settings found that break the promise, with the seed to try them again. */
  failure?: string;
}

type Candidate = { kind: "legal"; settings: ProxySettings } | ({ kind: "changed" } & Changed);

/** Settings as people mean them, and a share with one thing wrong. */
const candidate: fc.Arbitrary<Candidate> = fc.oneof(
  { weight: 4, arbitrary: legalSettings.map((settings): Candidate => ({ kind: "legal", settings })) },
  changed(legalSettings.filter((settings) => checkProxySettings(settings).length === 0)).map(
    (one): Candidate => ({ kind: "changed", ...one }),
  ),
);

/** Holds random settings against the promise of judgeSettings, in several lanes, until one breaks it or all are tried. */
export async function fuzzSettings(options: FuzzOptions): Promise<FuzzResult> {
  const counts: Counts = { accepted: 0, refused: 0 };
  const state = { counts, failed: false };
  const lanes = Array.from({ length: options.lanes }, (_, index) => lane(index, options, state));
  const failure = (await Promise.all(lanes)).find((report) => report !== undefined);
  return { ...counts, ...(failure !== undefined && { failure }) };
}

interface State {
  counts: Counts;
  /** One lane has found something, so the others stop. */
  failed: boolean;
}

async function lane(index: number, options: FuzzOptions, state: State): Promise<string | undefined> {
  const { runs, seed, lanes, progress } = options;
  const nginx = nginxTry(options.nginx);
  const crossplane = await startCrossplane();
  const own = { failed: false, tries: 0, shrinks: 0 };
  const property = fc.asyncProperty(candidate, async (one) => {
    if (own.failed ? own.shrinks++ > mostShrinks : state.failed) return;
    const isRead = own.failed || own.tries++ % crossplaneEvery === 0;
    try {
      const verdict = await judge(one, isRead ? { nginx, crossplane } : { nginx });
      if (!own.failed) state.counts[verdict]++;
    } catch (error) {
      own.failed = state.failed = true;
      throw error;
    }
    if (!own.failed) progress?.(state.counts);
  });
  const numRuns = Math.floor(runs / lanes) + (index < runs % lanes ? 1 : 0);
  const details = await fc.check(property, { numRuns, seed: seed + index });
  await crossplane.stop();
  nginx.remove();
  if (!details.failed) return undefined;
  return [fc.defaultReportMessage(details), details.errorInstance].map(String).join("\n");
}

function judge(one: Candidate, judges: Judges): Promise<Verdict> {
  return one.kind === "legal" ? judgeSettings(one.settings, judges) : judgeChanged(one, judges);
}
