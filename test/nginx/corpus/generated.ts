import type { Attack, Door } from "./attack";
import { controlCharacters, fieldLines, forgedFields, hopByHop, hosts } from "./fields";
import { chunks, codings, lengths, pipelines } from "./framing";
import { encodings, normalisations, traversals } from "./paths";
import { otherProtocols, requestLines, sizes } from "./requestLines";

const groups = [
  ...[traversals, encodings, normalisations, forgedFields, hopByHop, hosts, fieldLines, controlCharacters],
  ...[lengths, codings, chunks, pipelines, requestLines, otherProtocols, sizes],
];

/** The project's own attacks, all from one route of the allow-list. Equal doors give equal attacks. */
export function generated(door: Door): Attack[] {
  return groups.flatMap((group) => group(door));
}
