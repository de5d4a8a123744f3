import { exchange, lastRequest } from "../rawClient";
import type { Arrival, RawUpstream } from "../rawUpstream";
import type { AllowList } from "./allowed";
import { judgeAll, type Verdict } from "./allowList";
import { clientOf, differences, forgeries } from "./arrivals";
import type { Attack } from "./attack";
import type { ChunkTolerance } from "./strictBody";

/** What became of one attack. */
export interface Outcome {
  attack: Attack;
  /**
   * `answered`: with 2xx by the proxy itself. `passed`: the application got what was sent and may. `malformed`: it was
   * sent something that is no message. `reached`: it got what the allow-list does not have, or other than was sent.
   */
  fate: "refused" | "answered" | "passed" | "malformed" | "reached";
  statuses: number[];
  /** What must not have happened, one line each. */
  faults: string[];
}

/** Connections at once; more only wait for each other on two cores. */
const lanes = 16;

/** Longest wait in ms for a request that the proxy still waits for more of. */
const patience = 1000;

/** An application behind the proxy, by the name that the allow-list has for it; one with several servers has several. */
export interface Application {
  name: string;
  upstream: RawUpstream;
}

export interface DriveOptions {
  /** Called after every thousandth attack with the number sent so far. */
  progress: (sent: number) => void;
  /** What the nginx under test is known to overlook in chunked coding. */
  tolerance: ChunkTolerance;
}

/**
 * Sends every attack on a connection of its own, from a loopback address of its own: X-Real-IP then tells which one an
 * arrival belongs to, without a mark in the attack.
 */
export async function drive(
  attacks: Attack[],
  proxyPort: number,
  applications: Application[],
  list: AllowList,
  { progress, tolerance }: DriveOptions,
): Promise<Outcome[]> {
  const statuses: number[][] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < attacks.length; index = next++) {
      const bytes = attacks[index]?.bytes ?? "";
      statuses[index] = (await exchange(proxyPort, bytes, { from: addressOf(index), patience })).statuses;
      if ((index + 1) % 1000 === 0) progress(index + 1);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const arrivals = byClient(applications, attacks.length);
  return attacks.map((attack, index) => {
    const client = addressOf(index);
    const verdicts = judgeAll(attack.bytes + lastRequest, list, tolerance);
    return outcome(attack, statuses[index] ?? [], arrivals.get(client) ?? [], verdicts, client);
  });
}

type Arrived = Arrival & { application: string };

/** The arrivals by the address that the application was told, which must be one of those that were used. */
function byClient(applications: Application[], used: number): Map<string, Arrived[]> {
  const found = new Map<string, Arrived[]>(Array.from({ length: used }, (_, index) => [addressOf(index), []]));
  const arrivals = applications.flatMap(({ name, upstream }) =>
    upstream.arrivals.map((arrival) => ({ ...arrival, application: name })),
  );
  for (const arrival of arrivals) {
    const own = found.get(clientOf(arrival.bytes));
    if (own === undefined) throw new Error(`arrived from nobody who sent anything: ${JSON.stringify(arrival.bytes)}`);
    own.push(arrival);
  }
  return found;
}

/** One of the 16 million addresses of 127.0.0.0/8, none twice. */
function addressOf(index: number): string {
  const number = index + 256 * 256;
  return `127.${[number >> 16, (number >> 8) & 255, number & 255].join(".")}`;
}

function outcome(attack: Attack, statuses: number[], arrived: Arrived[], verdicts: Verdict[], client: string): Outcome {
  const faults = arrived.flatMap((arrival) => faultsOf(arrival, verdicts, client));
  const missing = verdicts[0]?.kind === "inside" && arrived.length === 0;
  if (missing) faults.push("inside the allow-list, but did not arrive");
  const fate = arrived.length === 0 ? answered(statuses) : arrivedAs(arrived, faults);
  return { attack, fate, statuses, faults };
}

function faultsOf({ read, application }: Arrived, verdicts: Verdict[], client: string): string[] {
  if ("violation" in read) return [`malformed message passed on: ${read.violation}`];
  const mayArrive = verdicts.flatMap((verdict) => (verdict.kind === "outside" ? [] : [verdict]));
  const [nearest] = mayArrive
    .map(({ request, application: own }) => [
      ...(application === own ? [] : [`arrived at ${application}, not ${own}`]),
      ...differences(read, request),
    ])
    .sort((one, other) => one.length - other.length);
  return [...forgeries(read, client), ...(nearest ?? [`${read.method} ${read.target} arrived: ${whyNot(verdicts)}`])];
}

function arrivedAs(arrived: Arrived[], faults: string[]): "passed" | "malformed" | "reached" {
  if (faults.length === 0) return "passed";
  return arrived.every(({ read }) => "violation" in read) ? "malformed" : "reached";
}

function whyNot(verdicts: Verdict[]): string {
  const reasons = verdicts.map((verdict) => (verdict.kind === "outside" ? verdict.why : verdict.kind));
  return [...new Set(reasons)].join("; ");
}

/** The last answer is to the request that ends every exchange. */
function answered(statuses: number[]): "refused" | "answered" {
  const own = statuses.slice(0, -1);
  return own.length > 0 && own.every((status) => status < 300) ? "answered" : "refused";
}
