import { version } from "@pulumi/docker/package.json";
import type { StandIn } from "./model";
import { images } from "./tokens/registries";

/** Stand-in for the docker provider: it knows images, and needs no Docker. */
export const docker: StandIn = { name: "docker", version, resources: images, invokes: {} };
