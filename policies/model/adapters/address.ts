// ipaddr.js reads every spelling of an address that a URL may hold.
import ipaddr from "ipaddr.js";

/** Names that EC2 gives to an address: `ec2-203-0-113-25.eu-west-1.compute.amazonaws.com`, `ip-10-0-3-7.ec2.internal`. */
const ofEc2 = /^(ec2|ip)(-\d{1,3}){4}\./i;

/** The host of a URL, or the host name itself, where it stands for one address and is no name that somebody answers for. */
export function addressIn(url: string): string | undefined {
  const authority = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").split(/[/?#]/, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const bare = /^\[(.*)\](:\d+)?$/.exec(host)?.[1] ?? (ipaddr.isValid(host) ? host : host.replace(/:\d+$/, ""));
  return ipaddr.isValid(bare) || ofEc2.test(bare) ? bare : undefined;
}
