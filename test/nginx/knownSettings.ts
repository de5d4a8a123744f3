import { defaultCompression, type ProxySettings } from "../../nginx";
import { everythingOn } from "./everythingOn";
import { s1Settings } from "./s1Settings";
import { s2Settings } from "./s2Settings";
import { s3Settings } from "./s3Settings";
import { relayAt, s4Settings } from "./s4Settings";

/** The settings of the samples, and those that use everything, by name. */
export const knownSettings: [name: string, settings: ProxySettings][] = [
  ["S1", s1Settings],
  ["S1 with brotli", { ...s1Settings, compression: { ...defaultCompression, brotli: { modules: "/modules" } } }],
  ["S2", s2Settings],
  ["S3", s3Settings],
  ["S4, a service that decides", s4Settings],
  ["S4, a service that relays", relayAt({ app: 3000, service: 9000 })],
  ["settings with everything on", everythingOn],
];
