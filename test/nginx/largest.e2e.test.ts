import assert from "node:assert/strict";
import { after, before, it } from "mocha";
import { defaultCompression, type ProxySettings, type ResponseHeaders, renderProxy } from "../../nginx";
import { describeWithEachNginx } from "./eachNginx";
import { type NginxTry, nginxTry } from "./nginxTry";
import { s1Routes, s1Settings } from "./s1Settings";

/** So many headers with names of so many characters. */
function headers(count: number, length: number, first = "X"): ResponseHeaders {
  const name = (index: number) => `${first}-${index}-`.padEnd(length, "x");
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), "x"]));
}

const names = Object.keys(headers(50, 64));
const longName = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(57)}.com`;

const subjects: [what: string, settings: ProxySettings][] = [
  ["a response header with a name of 64 characters", { ...s1Settings, responseHeaders: headers(1, 64) }],
  [
    "three tables of 64 response headers",
    {
      ...s1Settings,
      responseHeaders: headers(64, 64, "A"),
      sites: [
        {
          routes: s1Routes.map((route) => ({ ...route, responseHeaders: headers(64, 64, "C") })),
          responseHeaders: headers(64, 64, "B"),
        },
      ],
    },
  ],
  [
    "the longest media type",
    {
      ...s1Settings,
      compression: { ...defaultCompression, types: [`text/${"x".repeat(41)}`], brotli: { modules: "/x" } },
    },
  ],
  [
    "the longest path that a line of 64 KiB could have",
    { ...s1Settings, limits: { ...s1Settings.limits, uriBytes: 65536, headerLineBytes: 65536, headerBytes: 131072 } },
  ],
  [
    "the largest group that is repeated most often",
    {
      ...s1Settings,
      sites: [{ routes: [{ regex: `/(?:${"[ab]".repeat(47)}){32}`, methods: ["GET"] }] }],
    },
  ],
  [
    "50 headers of 64 characters that a page may set and read",
    { ...s1Settings, sites: [{ routes: s1Routes, cors: { origins: ["*"], headers: names, exposeHeaders: names } }] },
  ],
  [
    "a host name of 253 characters, in all that is named after it",
    {
      ...s1Settings,
      sites: [
        {
          hosts: [longName, `*.${longName.slice(2)}`],
          routes: s1Routes,
          rateLimit: { requests: 1, per: "minute" },
          maintenance: { retryAfterSeconds: 1 },
          cors: { origins: [`https://${longName}:65535`] },
        },
      ],
    },
  ],
];

describeWithEachNginx("The largest settings", function (program) {
  this.timeout(30_000);
  let nginx: NginxTry;

  before(() => {
    nginx = nginxTry(program);
  });
  after(() => nginx?.remove());

  for (const [what, settings] of subjects) {
    it(`are taken without a word: ${what}`, async () => {
      assert.equal(await nginx.complaints(renderProxy(settings)), "");
    });
  }
});
