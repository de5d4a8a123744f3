import { isIP } from "node:net";

/** An IPv4 or IPv6 address; a zone (`fe80::1%eth0`) means something on one machine only. */
export function isAddress(text: unknown): text is string {
  return typeof text === "string" && isIP(text) !== 0 && !text.includes("%");
}

export function isLoopback(address: string): boolean {
  return isIP(address) === 4 ? address.startsWith("127.") : address === "::1";
}
