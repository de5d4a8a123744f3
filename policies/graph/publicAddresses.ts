import type { Model } from "../model/model";
import type { Source, Workload } from "../model/nodes";
import { hasPublicAddressOf } from "../values/addresses";
import { allOf, anyOf, type Decision, decided, inEveryWorld, maybe, no } from "../values/decision";
import { unseenList } from "./admissions";
import { Ipv6Network } from "./ipv6Network";

/** Whether tasks have an address of their own that the internet reaches, by family. */
export interface PublicAddresses {
  ipv4: Decision;
  ipv6: Decision;
}

/** The public addresses of any workload of the stack, for whoever asks for many of them. */
export function publicAddressesIn(model: Model): (workload: Workload) => PublicAddresses {
  const network = new Ipv6Network(model);
  return ({ publicAddress, subnets }) => ({
    ipv4: publicAddress,
    // A task may run in each of its subnets, and no awsvpc task is without one.
    ipv6:
      subnets.state !== "known" || subnets.value.length === 0
        ? maybe
        : anyOf(subnets.value.map((reference) => inEveryWorld(reference.map((target) => network.isPublic(target))))),
  });
}

/**
 * Whether anything in the stack says that there is a public address; that a subnet outside of it may give an IPv6 one is
 * no such sign.
 */
export function showsPublicAddress({ ipv4, ipv6 }: PublicAddresses): Decision {
  return anyOf([ipv4, ipv6.answer === "maybe" && ipv6.outside ? no : ipv6]);
}

/** Whether a host on the internet is among the sources and has an address of the task to connect to. */
export function reachesAddress({ ipv4, ipv6 }: PublicAddresses, source: Source): Decision {
  switch (source.kind) {
    case "group":
    case "self":
      return no;
    case "prefixList":
      return allOf([anyOf([ipv4, ipv6]), unseenList(source)]);
    case "anyone":
      return allOf([ofFamily({ ipv4, ipv6 }, source.family), maybe]);
    case "addresses": {
      const { addresses } = source;
      if (addresses.state !== "known") return allOf([ofFamily({ ipv4, ipv6 }, source.family), maybe]);
      return anyOf([
        allOf([ipv4, decided(hasPublicAddressOf("ipv4", addresses.value))]),
        allOf([ipv6, decided(hasPublicAddressOf("ipv6", addresses.value))]),
      ]);
    }
  }
}

function ofFamily(addresses: PublicAddresses, family: keyof PublicAddresses | undefined): Decision {
  return family === undefined ? anyOf([addresses.ipv4, addresses.ipv6]) : addresses[family];
}
