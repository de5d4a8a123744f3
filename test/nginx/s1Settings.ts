import { defaultProxySettings, type ProxySettings } from "../../nginx";

/** The sample service behind an application load balancer, as README and seeds describe it. */
export const s1Settings: ProxySettings = {
  ...defaultProxySettings,
  routes: [
    { path: "/api/users/:id", methods: ["GET"] },
    { path: "/api/users/by/username/:username", methods: ["GET"] },
  ],
  clientAddress: { kind: "alb", subnets: ["10.0.0.0/24", "10.0.1.0/24"] },
};
