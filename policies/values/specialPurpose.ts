/**
 * The blocks that the IANA special-purpose address registries (RFC 6890) do not list as globally reachable, with
 * multicast, from which nothing is ever sent. Documentation blocks are left out on purpose: in a program, or in a
 * preview's stand-in values, such an address stands for a real client's.
 */
export const notGloballyReachable: readonly string[] = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"],
  ...["::/128", "::1/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23"],
  ...["5f00::/16", "fc00::/7", "fe80::/10", "ff00::/8"],
];

/** Smaller blocks inside of these that the same registries do list as reachable, or do not decide about (Teredo, ORCHID). */
export const reachableAfterAll: readonly string[] = [
  ...["192.0.0.9/32", "192.0.0.10/32"],
  ...["2001::/32", "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:3::/32", "2001:4:112::/48"],
  ...["2001:10::/28", "2001:20::/28", "2001:30::/28"],
];

/** 6to4: each of its addresses holds an IPv4 address, and is as reachable as that is (RFC 3056). */
export const sixToFour = { block: "2002::/16", bitsBelow: 80n } as const;
