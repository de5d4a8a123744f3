/** Names of the gate's own containers. The policy pack takes a container named `nginx` for the proxy. */
export const containerNames = {
  proxy: "nginx",
  application: "app",
  inspection: "inspection",
  logRouter: "log-router",
} as const;

/** The users of the two images, by number: an unprivileged user cannot bind a low port or write to the image. */
export const users = { proxy: "101", application: "1000" } as const;

/** The one writable folder of the proxy, a volume: nginx's pid and temporary files. Its Dockerfile gives it the owner. */
export const proxyVolume = { name: "gate", containerPath: "/gate" } as const;

/** The one writable folder of a log router, a volume: what its outputs keep until it is taken. */
export const routerVolume = { name: "log-router", containerPath: "/tmp" } as const;
