import type { ProxySettings } from "../settings/proxySettings";
import type { Site } from "../settings/site";

/** What a site's requests are compared with. */
export interface DeniedAt {
  paths: boolean;
  userAgents: boolean;
}

/** Only prefixes and expressions let in what nobody has spelled out. */
export function deniedAt({ denied }: ProxySettings, { routes }: Site): DeniedAt {
  const isWide = routes.some(({ path }) => path === undefined);
  return { paths: isWide && denied.paths.length > 0, userAgents: isWide && denied.userAgents.length > 0 };
}
