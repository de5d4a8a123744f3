import { balancerHeaders } from "../../../local/balancerHeaders";

/** The client that a load balancer tells of, and an address that a client invents. */
export const client = "203.0.113.9";
export const invented = "198.51.100.1";

/** Where CloudFront, and an API's link, come into the VPC. */
const vpcInterface = "10.0.16.20";

export type Headers = Record<string, string>;

/** What the client writes, and what then arrives at the proxy, by what there is on the way. */
export const entrances = {
  /** An Application Load Balancer appends whom it sees. */
  balancer: (headers: Headers) => throughBalancer(headers, client),
  /** CloudFront does so too, and the internal load balancer behind it sees CloudFront. */
  cdn: (headers: Headers) => {
    const before = headers["X-Forwarded-For"];
    const appended = before === undefined ? client : `${before}, ${client}`;
    return throughBalancer({ ...headers, "X-Forwarded-For": appended }, vpcInterface);
  },
  /** The HTTP API overwrites a field that the example names, and the internal load balancer sees its link. */
  api: (headers: Headers) => throughBalancer({ ...headers, "Gatehouse-Client-Address": client }, vpcInterface),
};

function throughBalancer(headers: Headers, peer: string): Headers {
  const passed = balancerHeaders(Object.entries(headers).flat(), peer, { protocol: "http", port: 80 });
  return Object.fromEntries(
    Array.from({ length: passed.length / 2 }, (_, at) => [passed[2 * at] ?? "", passed[2 * at + 1] ?? ""]),
  );
}

/** Every way in which a client could say that it is somebody else. */
export const forged: Headers = {
  "X-Forwarded-For": invented,
  "X-Real-IP": invented,
  Forwarded: `for=${invented}`,
  "True-Client-IP": invented,
  "Gatehouse-Client-Address": invented,
};
