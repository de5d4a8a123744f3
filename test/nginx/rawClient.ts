import { connect } from "node:net";

/** What came back on one connection. */
export interface Exchange {
  /** Statuses of the answers, in order. */
  statuses: number[];
  /** All of it, as latin1 text. */
  text: string;
  /** The proxy closed the connection. False: it still waited for more when the patience was over. */
  closed: boolean;
}

/** A request that the proxy answers itself and after which it closes: sent last, it ends every exchange. */
export const lastRequest = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

const patienceMilliseconds = 3000;

/**
 * Sends bytes as they are, `lastRequest` behind them, and waits until the proxy has answered all and closes. So nothing
 * that the bytes could have smuggled is still on its way when this resolves, unless `closed` is false.
 *
 * @param from address of this machine that the client has. @default 127.0.0.1
 * @param to address that the proxy has. @default 127.0.0.1
 */
export function exchange(
  port: number,
  bytes: string,
  { from = "127.0.0.1", to = "127.0.0.1", last = lastRequest, patience = patienceMilliseconds } = {},
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: to, localAddress: from });
    let text = "";
    let opened = false;
    let closed = true;
    const end = () => resolve({ statuses: statusesOf(text), text, closed });
    socket.once("connect", () => {
      opened = true;
      socket.write(Buffer.from(bytes + last, "latin1"));
    });
    socket.setTimeout(patience, () => {
      closed = false;
      socket.destroy();
    });
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
    });
    // A proxy that closes while bytes are still being sent resets the connection: that is an end like any other.
    socket.once("error", (error) => (opened ? end() : reject(error)));
    socket.once("close", end);
  });
}

function statusesOf(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
}
