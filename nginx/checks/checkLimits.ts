import { type Problem, show } from "../problem";
import type { Limits } from "../settings/limits";
import { checkRange } from "./checkRange";
import { checkKeys, isObject } from "./knownKeys";

const kibibyte = 1024;
const longestLine = 64 * kibibyte;
/** Pieces of `headerLineBytes` that make `headerBytes`. */
const pieces = { least: 2, most: 64 };

/** Each limit by itself, and the sizes against each other. */
export function checkLimits(limits: Limits): Problem[] {
  if (!isObject(limits)) {
    const fix = "leave it out, or spread defaultLimits and change one";
    return [{ where: "limits", given: show(limits), legal: "an object", fix }];
  }
  const { uriBytes, headerLineBytes, headerSeconds, bodySeconds, sendSeconds } = limits;
  const lines = checkLine(headerLineBytes);
  const longestUri = lines.length === 0 ? headerLineBytes : longestLine;
  const range = (field: keyof Limits, given: unknown, from: number, to: number, fix: string) =>
    checkRange({ where: `limits.${field}`, given, from, to, fix });
  return [
    ...checkKeys("limits", limits, [
      ...["uriBytes", "headerLineBytes", "headerBytes"],
      ...["headerSeconds", "bodySeconds", "sendSeconds"],
    ]),
    ...range("uriBytes", uriBytes, 64, longestUri, "use 8192; it is part of a line of limits.headerLineBytes"),
    ...lines,
    ...(lines.length === 0 ? checkWhole(limits) : []),
    ...range("headerSeconds", headerSeconds, 1, 120, "use 10"),
    ...range("bodySeconds", bodySeconds, 1, 600, "use 15; it is the pause between two pieces, not the whole body"),
    ...range("sendSeconds", sendSeconds, 1, 600, "use 30; it is the pause between two pieces, not the whole answer"),
  ];
}

function checkLine(given: number): Problem[] {
  if (Number.isInteger(given) && given >= kibibyte && given <= longestLine && given % kibibyte === 0) return [];
  const legal = `a multiple of ${kibibyte} from ${kibibyte} to ${longestLine}`;
  return [{ where: "limits.headerLineBytes", given: show(given), legal, fix: "use 16384, as the load balancer" }];
}

function checkWhole({ headerLineBytes, headerBytes }: Limits): Problem[] {
  const count = Number.isInteger(headerBytes) ? headerBytes / headerLineBytes : Number.NaN;
  if (Number.isInteger(count) && count >= pieces.least && count <= pieces.most) return [];
  const legal = `${pieces.least} to ${pieces.most} times limits.headerLineBytes, ${headerLineBytes}`;
  const fix = `use ${4 * headerLineBytes}`;
  return [{ where: "limits.headerBytes", given: show(headerBytes), legal, fix }];
}
