import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { fuzzSettings } from "./fuzzSettings";
import { nginxProgram } from "./nginxProgram";
import { nginxToTest } from "./proxyProcess";

const usage = `usage: npm run fuzz:nginx -- [--runs N] [--seed N]

Makes random settings of the proxy: most of them legal, some with one thing wrong. Each must render to a configuration that
nginx takes without a word and that other parsers read as it was meant, or be refused with the name of the field.
  --runs N  settings to try; 1000 if not given
  --seed N  those of an earlier run again; another one each time if not given
GATEHOUSE_NGINX names the nginx that tries them. Exit code: 0 all kept the promise; 1 one did not, which is printed; 2 usage.`;

/** Seconds between two lines of progress. */
const progressSeconds = 5;

async function main(args: string[]): Promise<number> {
  const given = readArguments(args);
  if (given === undefined) {
    console.error(usage);
    return 2;
  }
  const started = Date.now();
  let shown = started;
  const line = (accepted: number, refused: number) => {
    const seconds = Math.round((Date.now() - started) / 1000);
    return `${accepted + refused} of ${given.runs} settings: ${accepted} accepted, ${refused} refused, ${seconds} s`;
  };
  const { accepted, refused, failure } = await fuzzSettings({
    ...given,
    nginx: nginxProgram(await nginxToTest()),
    lanes: availableParallelism(),
    progress: (counts) => {
      if (Date.now() - shown < progressSeconds * 1000) return;
      shown = Date.now();
      console.error(line(counts.accepted, counts.refused));
    },
  });
  console.log(`${line(accepted, refused)}, seed ${given.seed}`);
  if (failure === undefined) return 0;
  console.log(failure);
  return 1;
}

function readArguments(args: string[]): { runs: number; seed: number } | undefined {
  try {
    const { values } = parseArgs({ args, options: { runs: { type: "string" }, seed: { type: "string" } } });
    const runs = Number(values.runs ?? 1000);
    const seed = Number(values.seed ?? Date.now() % 2 ** 31);
    return Number.isInteger(runs) && runs > 0 && Number.isInteger(seed) ? { runs, seed } : undefined;
  } catch {
    return undefined;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
