import type { Server } from "../workbench";

/** Where a proxy listens and where it sends requests. */
export interface Places {
  port: number;
  upstream: { port: number } | { socket: string };
}

/** A proxy to compare. */
export interface Contender {
  name: string;
  /** What its upstream is reached over. */
  over: "TCP" | "a socket";
  /** CPU units of its container. */
  shares: number;
  server(places: Places): Server;
}
