import { type Problem, show } from "../problem";
import type { RemoteUpstream } from "../settings/remoteUpstream";
import { isAddress } from "./address";
import { checkRange } from "./checkRange";

const mostResolvers = 4;

/** Who is asked for the names of servers, and for how long an answer counts. */
export function checkResolvers(where: string, { resolvers, resolveSeconds }: RemoteUpstream): Problem[] {
  const fix = "leave it out for the time that DNS itself gives";
  const seconds = { where: `${where}.resolveSeconds`, given: resolveSeconds, from: 1, to: 3600, fix };
  return [...checkList(`${where}.resolvers`, resolvers), ...(resolveSeconds === undefined ? [] : checkRange(seconds))];
}

function checkList(where: string, resolvers: string[]): Problem[] {
  if (!Array.isArray(resolvers) || resolvers.length === 0 || resolvers.length > mostResolvers) {
    const given = Array.isArray(resolvers) ? `${resolvers.length} addresses` : show(resolvers);
    const legal = `a list of 1 to ${mostResolvers} addresses`;
    return [{ where, given, legal, fix: 'use ["169.254.169.253"], the VPC\'s own' }];
  }
  return resolvers.flatMap((resolver, index) => {
    const at = `${where}[${index}]`;
    if (!isResolver(resolver)) {
      const legal = 'an IP address, with a port where it is not 53, such as "10.0.0.2" or "[fd00:ec2::253]:53"';
      return [{ where: at, given: show(resolver), legal, fix: 'use "169.254.169.253", the VPC\'s own' }];
    }
    if (resolvers.indexOf(resolver) === index) return [];
    return [{ where: at, given: show(resolver), legal: "each address once", fix: "leave the second one out" }];
  });
}

/** Addresses as nginx reads them: IPv6 in brackets, with or without a port. */
function isResolver(text: unknown): boolean {
  if (typeof text !== "string") return false;
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const isHost = bracketed === undefined ? isAddress(plain) : isAddress(bracketed) && bracketed.includes(":");
  return isHost && (port === undefined || (Number(port) >= 1 && Number(port) <= 65535));
}
