/** One end of a connection and the other, as a PROXY header names them. */
export interface Ends {
  client: string;
  clientPort?: number;
}

const server = { 4: "192.0.2.80", 6: "2001:db8::80" };
const signature = "\r\n\r\n\0\r\nQUIT\n";
const families = { 0: 0x00, 4: 0x11, 6: 0x21 };

/** PROXY header of version 1, as latin1 text. */
export function versionOne({ client, clientPort = 40000 }: Ends): string {
  const family = client.includes(":") ? 6 : 4;
  return `PROXY TCP${family} ${client} ${server[family]} ${clientPort} 80\r\n`;
}

interface VersionTwo {
  /** @default 2 */
  version?: number;
  /** 0: LOCAL, of the balancer itself; 1: PROXY. @default 1 */
  command?: number;
  /** Without one, the address family is unspecified. */
  ends?: Ends;
  /** Type-length-values, as `tlv` makes them. */
  tlvs?: string[];
  /** Length that the header claims. @default its true one */
  length?: number;
}

/** PROXY header of version 2 (HAProxy's specification, section 2.2), as latin1 text: a character a byte. */
export function versionTwo({ version = 2, command = 1, ends, tlvs = [], length }: VersionTwo): string {
  const family = ends === undefined ? 0 : ends.client.includes(":") ? 6 : 4;
  const addresses =
    ends === undefined || family === 0
      ? ""
      : bytesOf(ends.client) + bytesOf(server[family]) + short(ends.clientPort ?? 40000) + short(80);
  const rest = addresses + tlvs.join("");
  return (
    signature + String.fromCharCode(version * 16 + command, families[family]) + short(length ?? rest.length) + rest
  );
}

/** A type-length-value of a header of version 2. */
export function tlv(type: number, value: string): string {
  return String.fromCharCode(type) + short(value.length) + value;
}

/** AWS, "Proxy protocol": PP2_TYPE_AWS with PP2_SUBTYPE_AWS_VPCE_ID, where a client came through a VPC endpoint. */
export const awsEndpointId = tlv(0xea, "\x01vpce-08d2bf15fac5001c9");

function short(value: number): string {
  return String.fromCharCode(Math.floor(value / 256), value % 256);
}

function bytesOf(address: string): string {
  if (!address.includes(":")) return String.fromCharCode(...address.split(".").map(Number));
  const [before = "", after = ""] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const zeros = Array<string>(8 - groups(before).length - groups(after).length).fill("0");
  return [...groups(before), ...zeros, ...groups(after)].map((group) => short(Number.parseInt(group, 16))).join("");
}
