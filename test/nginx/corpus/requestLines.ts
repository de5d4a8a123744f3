import { type Attack, attacks, type Door, request } from "./attack";

const host = "Host: shop.example";

/** Methods and versions that there are not, or that no route has. */
export function requestLines({ method, path }: Door): Attack[] {
  const methods = [
    ...[
      "TRACE",
      "TRACK",
      "CONNECT",
      "OPTIONS",
      "DELETE",
      "PUT",
      "PATCH",
      "PROPFIND",
      "MKCOL",
      "PURGE",
      "DEBUG",
      "HEAD",
    ],
    ...[
      "get",
      "Get",
      "GET\x00",
      "\x00GET",
      "G ET",
      "GET\t",
      "",
      " ",
      "GETGET",
      "M-SEARCH",
      "!#$%&'*+.^_`|~",
      "X".repeat(300),
    ],
  ];
  const versions = [
    ...[
      "HTTP/1.0",
      "HTTP/0.9",
      "HTTP/1.2",
      "HTTP/1.9",
      "HTTP/2.0",
      "HTTP/2",
      "HTTP/3.0",
      "HTTP/1.1 ",
      "http/1.1",
      "HTTP/01.1",
    ],
    ...[
      "HTTP/1.01",
      "HTTP/1.10",
      "HTTP/11.1",
      "HTTP/1,1",
      "HTTP\\1.1",
      "HTTPS/1.1",
      "ICY/1.1",
      "HTTP/1.1x",
      "HTTP/-1.1",
      "",
      "x",
    ],
  ];
  const gaps = ["  ", "\t", "\x0b", "\x0c", "\r", "\x00", "\xa0", "\x85", " \t"];
  return attacks("request lines", [
    ...methods.flatMap((one) => [path, "/admin", "*", "shop.example:443"].map((to) => request(to, { method: one }))),
    ...versions.map((version) => request(path, { method, version })),
    ...gaps.flatMap((gap) => [
      `${method}${gap}${path} HTTP/1.1\r\n${host}\r\n\r\n`,
      `${method} ${path}${gap}HTTP/1.1\r\n${host}\r\n\r\n`,
      `${method} ${path} HTTP/1.1${gap}\r\n${host}\r\n\r\n`,
    ]),
    `${method} ${path}\r\n${host}\r\n\r\n`,
    `${method} ${path}\r\n`,
    `${method}\r\n\r\n`,
    `${method} ${path} HTTP/1.1\n${host}\n\n`,
    `${method} ${path} HTTP/1.1\r${host}\r\r`,
  ]);
}

/** Other protocols on the port of this one. */
export function otherProtocols({ path }: Door): Attack[] {
  const plain = request(path);
  const proxyV2 = "\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\x7f\x00\x00\x01\x7f\x00\x00\x01\x00\x50\x1f\x90";
  return attacks("other protocols", [
    `PROXY TCP4 127.0.0.1 127.0.0.1 80 8080\r\n${plain}`,
    `PROXY TCP6 ::1 ::1 80 8080\r\n${plain}`,
    `PROXY UNKNOWN\r\n${plain}`,
    proxyV2 + plain,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00${plain}`,
    `\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03${plain}`,
    `SSH-2.0-OpenSSH_9.0\r\n${plain}`,
    `EHLO evil.example\r\n${plain}`,
    `*1\r\n$4\r\nPING\r\n${plain}`,
    `\x00${plain}`,
    `\xef\xbb\xbf${plain}`,
    `GET ${path}\r\n`,
  ]);
}

/** Longer and more than any request needs. */
export function sizes({ method, path }: Door): Attack[] {
  const long = (length: number) => "a".repeat(length);
  const last = path.replace(/[^/]*$/, "");
  return attacks("sizes", [
    ...[1000, 15_000, 16_400, 40_000, 100_000].flatMap((length) => [
      request(last + long(length), { method }),
      request(`${path}?${long(length)}`, { method }),
      request(path, { method, lines: [host, `X-A: ${long(length)}`] }),
      request(path, { method, lines: [host, `${long(length)}: 1`] }),
      request(path, { method, lines: [`Host: ${long(length)}`] }),
      request(path, { method: long(length).toUpperCase() }),
    ]),
    ...[50, 500, 5000].map((count) => request(path, { method, lines: [host, ...Array<string>(count).fill("X-A: 1")] })),
    request(path, { method, lines: [host, ...Array.from({ length: 60 }, (_, n) => `X-${n}: ${long(1000)}`)] }),
    request(path, { method, lines: [host, "Content-Length: 2000000"] }),
  ]);
}
