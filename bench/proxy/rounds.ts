import { readAccount } from "./kernelAccounts";
import { headers } from "./request";
import { type Load, load } from "./wrk";

/** What is loaded in turn with others. */
export interface Subject {
  name: string;
  url: string;
  /** Process ids by the part of the task that they are: `proxy`, `application`. */
  parts: Record<string, number>;
  /** Connections that the upstream has accepted so far. */
  connections?: () => number;
}

/** One run of one subject. */
export interface Sample extends Load {
  /** Microseconds of processor time a request, by part. */
  cpu: Record<string, number>;
  /** Connections to the upstream a request; NaN where they are not counted. */
  connectionsPerRequest: number;
}

export interface Rounds {
  rounds: number;
  /** One round only, and none before it to warm up: to see that it runs. */
  quick: boolean;
  /** Connections of the load generator. */
  connections: number;
  /** The processor of the load generator. */
  processor: number;
  progress: (line: string) => void;
}

/**
 * Loads every subject once a round, each round from another one on, so that the noise of the machine and the
 * neighbourhood meet all alike. A round before the first warms them up and does not count.
 */
export async function measureRounds(subjects: Subject[], options: Rounds): Promise<Map<string, Sample[]>> {
  const samples = new Map(subjects.map(({ name }) => [name, [] as Sample[]]));
  const last = options.quick ? 1 : options.rounds;
  for (let round = options.quick ? 1 : 0; round <= last; round++) {
    options.progress(round === 0 ? "warming up" : `round ${round} of ${last}`);
    for (const [index] of subjects.entries()) {
      const subject = subjects[(index + round) % subjects.length] as Subject;
      const sample = await measureOnce(subject, options);
      if (round > 0) samples.get(subject.name)?.push(sample);
    }
  }
  return samples;
}

async function measureOnce(subject: Subject, { connections, processor }: Rounds): Promise<Sample> {
  const before = accounts(subject);
  const accepted = subject.connections?.() ?? Number.NaN;
  const seen = await load({ url: subject.url, headers, connections, seconds: 1, processor });
  const after = accounts(subject);
  const names = Object.keys(subject.parts);
  const spent = (name: string) => ((after[name] ?? Number.NaN) - (before[name] ?? Number.NaN)) / 1000 / seen.requests;
  return {
    ...seen,
    cpu: Object.fromEntries(names.map((name) => [name, spent(name)])),
    connectionsPerRequest: ((subject.connections?.() ?? Number.NaN) - accepted) / seen.requests,
  };
}

function accounts({ parts }: Subject): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, pid]) => [name, readAccount(pid).cpuNanoseconds]));
}
