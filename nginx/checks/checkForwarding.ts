import { type Problem, show } from "../problem";
import type { Route } from "../settings/route";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

/** How an application's answers come back: as a stream, over a WebSocket, from the cache. */
export function checkForwarding({ stream, webSocket, cache, methods }: Route, where: string): Problem[] {
  const isSwitch = (value: unknown) => value === undefined || typeof value === "boolean";
  const takesGet = Array.isArray(methods) && methods.some((method) => method === "GET");
  return [
    ...[
      { field: "stream", value: stream as unknown },
      { field: "webSocket", value: webSocket as unknown },
    ].flatMap(({ field, value }) =>
      isSwitch(value)
        ? []
        : [{ where: `${where}.${field}`, given: show(value), legal: "true or false", fix: "use false" }],
    ),
    ...(webSocket === true && !takesGet
      ? [
          {
            where: `${where}.webSocket`,
            given: "without GET",
            legal: "with GET (RFC 6455 section 4.1)",
            fix: "add GET",
          },
        ]
      : []),
    ...checkCache(cache, { stream, webSocket, takesGet }, `${where}.cache`),
  ];
}

function checkCache(
  cache: unknown,
  beside: { stream: unknown; webSocket: unknown; takesGet: boolean },
  where: string,
): Problem[] {
  if (cache === undefined) return [];
  if (!isObject(cache)) return [{ where, given: show(cache), legal: "seconds", fix: "write { seconds: 30 }" }];
  const other = beside.stream === true ? "stream" : beside.webSocket === true ? "webSocket" : undefined;
  return [
    ...checkKeys(where, cache, ["seconds"]),
    ...checkRange({ where: `${where}.seconds`, given: cache.seconds, from: 1, to: 86400, fix: "use 30" }),
    ...(other === undefined
      ? []
      : [{ where, given: `beside ${other}`, legal: "answers that have an end", fix: `leave cache or ${other} out` }]),
    ...(beside.takesGet
      ? []
      : [{ where, given: "without GET", legal: "with GET, the only method that is kept", fix: "leave it out" }]),
  ];
}
