import type { StrictRequest } from "./strictRequest";

/** Fields between two neighbours (RFC 9110 section 7.6.1), and those in which others write who asked for what. */
const neverArrive = [
  ...[
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "http2-settings",
  ],
  ...["forwarded", "x-forwarded", "x-forwarded-port", "x-forwarded-server", "x-forwarded-prefix", "x-forwarded-scheme"],
  ...["x-forwarded-ssl", "x-forwarded-uri", "x-original-url", "x-original-uri", "x-original-host", "x-rewrite-url"],
  ...["x-host", "x-http-method", "x-http-method-override", "x-method-override", "front-end-https", "proxy"],
  ...["client-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip", "x-amzn-trace-id"],
  ...["cloudfront-viewer-address"],
];

/** Fields that the proxy writes, each exactly once. */
const proxyWrites = ["host", "x-real-ip", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-request-id"];

/** Where a message came from, as the application is told; also where the message breaks a rule elsewhere. */
export function clientOf(bytes: string): string {
  return /^X-Real-IP: (.*)$/m.exec(bytes)?.[1]?.trim() ?? "";
}

/** What a client at `client` could have slipped into a request that it made with this scheme: one line each. */
export function forgeries(arrived: StrictRequest, client: string, scheme = "http"): string[] {
  const fields = arrived.fields.map(([name, value]) => [name.toLowerCase(), value] as const);
  const theValue = (name: string) => fields.find(([given]) => given === name)?.[1] ?? "";
  const expected = { "x-real-ip": client, "x-forwarded-for": client, "x-forwarded-proto": scheme };
  return [
    ...fields.filter(([name]) => neverArrive.includes(name)).map(([name, value]) => `${name}: ${value} arrived`),
    ...fields.filter(([name]) => !/^[a-z0-9-]+$/.test(name)).map(([name]) => `a field named ${name} arrived`),
    ...proxyWrites
      .filter((name) => fields.filter(([given]) => given === name).length !== 1)
      .map((name) => `${name} is not there exactly once`),
    ...Object.entries(expected)
      .filter(([name, value]) => theValue(name) !== value)
      .map(([name, value]) => `${name} is ${theValue(name)}, not ${value}`),
    ...(theValue("x-forwarded-host") === theValue("host") ? [] : ["x-forwarded-host is not host"]),
    ...(/^[A-Za-z0-9._-]{8,128}$/.test(theValue("x-request-id"))
      ? []
      : [`x-request-id is ${theValue("x-request-id")}`]),
  ];
}

/** What is different about a request that arrived from the one that was sent: nothing may be but the proxy's own fields. */
export function differences(arrived: StrictRequest, sent: StrictRequest): string[] {
  const own = [...neverArrive, ...proxyWrites, "content-length", "expect"];
  const passed = (request: StrictRequest) =>
    request.fields
      .filter(([name]) => !own.includes(name.toLowerCase()) && /^[A-Za-z0-9-]+$/.test(name))
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n");
  return [
    ...(arrived.method === sent.method ? [] : [`method ${arrived.method}, sent ${sent.method}`]),
    ...(arrived.target === sent.target ? [] : [`target ${arrived.target}, sent ${sent.target}`]),
    ...(arrived.body === sent.body ? [] : ["other content than was sent"]),
    ...(passed(arrived) === passed(sent) ? [] : [`fields ${passed(arrived)}, sent ${passed(sent)}`]),
  ];
}
