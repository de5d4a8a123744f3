/** The request that is measured: what an ALB sends for a browser's call of the S1 interface over HTTPS. */
export const path = "/api/users/1";
export const headers: Record<string, string> = {
  Host: "shop.example.com",
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  Accept: "application/json",
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Proto": "https",
  "X-Forwarded-Port": "443",
  "X-Amzn-Trace-Id": "Root=1-67891233-abcdef012345678912345678",
};

/** The subnets of the balancer: loopback, because wrk stands for it. */
export const balancerSubnets = ["127.0.0.0/24", "127.0.1.0/24"];
