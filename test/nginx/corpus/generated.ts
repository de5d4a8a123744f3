import { type Attack, type Door, toHost } from "./attack";
import { controlCharacters, fieldLines, forgedFields, hopByHop, hosts } from "./fields";
import { chunks, codings, lengths, pipelines } from "./framing";
import { encodings, normalisations, traversals } from "./paths";
import { otherProtocols, requestLines, sizes } from "./requestLines";

const groups = [
  ...[traversals, encodings, normalisations, forgedFields, hopByHop, hosts, fieldLines, controlCharacters],
  ...[lengths, codings, chunks, pipelines, requestLines, otherProtocols, sizes],
];

/** The project's own attacks, all from one route of the allow-list, on the site of that name. Equal doors give equal ones. */
export function generated(door: Door, host: string): Attack[] {
  return groups.flatMap((group) => group(door)).map(toHost(host));
}
