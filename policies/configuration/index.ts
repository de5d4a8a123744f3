export { type Configuration, defaultConfiguration } from "./configuration";
export type { ExternalSecurityGroup } from "./externalSecurityGroup";
export type { Level } from "./level";
export { matchesPattern } from "./pattern";
export { type ReadConfiguration, readConfiguration } from "./read";
export { configurationSchema } from "./schema";
