/** Bytes that a client might send to get where it may not, as latin1 text: a character a byte. */
export interface Attack {
  /** Unique: the group and a number or name. */
  id: string;
  group: string;
  bytes: string;
}

/** A route that an attack starts from; the allow-list has it. */
export interface Door {
  method: string;
  /** Path that the allow-list has, such as `/api/users/1`. */
  path: string;
}

/** The name that attacks ask for before they are sent to another site. */
const anyHost = "shop.example";

/** The same attack on the site of another name, in whatever spelling the name stands there. */
export function toHost(host: string): (attack: Attack) => Attack {
  return (attack) => ({ ...attack, bytes: attack.bytes.replaceAll(/shop\.example(?![\w-])/g, host) });
}

interface Parts {
  method?: string;
  version?: string;
  /** Field lines as they are sent, line ends left out. @default ["Host: shop.example"] */
  lines?: string[];
  body?: string;
}

/** A request as it is sent; nothing in it is put right. */
export function request(target: string, parts: Parts = {}): string {
  const { method = "GET", version = "HTTP/1.1", lines = [`Host: ${anyHost}`], body = "" } = parts;
  return `${method} ${target} ${version}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n${body}`;
}

/** Numbers the requests of a group. */
export function attacks(group: string, requests: string[]): Attack[] {
  return requests.map((bytes, index) => ({ id: `${group} ${index + 1}`, group, bytes }));
}
