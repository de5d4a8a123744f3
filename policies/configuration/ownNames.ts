/**
 * The names under which the pack speaks of itself: of its configuration, its waivers, its report and its own mistakes. No
 * level and no waiver can silence them, because they say how far everything else can be trusted.
 */
export const ownNames: ReadonlySet<string> = new Set(["configuration", "internal", "report", "waivers"]);
