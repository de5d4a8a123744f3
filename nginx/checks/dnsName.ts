const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const name = new RegExp(`^(?=.{1,253}$)(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);

/** A host name as DNS has it (RFC 1123), in small letters, with two labels at least; no IPv4 address is one. */
export function isDnsName(text: unknown): text is string {
  return typeof text === "string" && name.test(text);
}
