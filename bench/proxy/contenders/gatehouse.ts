import { defaultConnections, defaultUpstream, type ProxySettings } from "../../../nginx";
import type { Directive } from "../../../nginx/conf/directive";
import { proxyDirectives } from "../../../nginx/render/renderProxy";
import { s1Settings } from "../../../test/nginx/s1Settings";
import { balancerSubnets } from "../request";
import { shares } from "../shares";
import type { Contender, Places } from "./contender";
import { nginxServer } from "./nginx";

/** The settings of S1 as they are rendered for a stack, with the places of the bench. */
export function benchSettings({ port, upstream }: Places): ProxySettings {
  return {
    ...s1Settings,
    port,
    clientAddress: { kind: "alb", subnets: balancerSubnets },
    upstreams: {
      app:
        "socket" in upstream
          ? { kind: "socket", ...defaultConnections, ...upstream }
          : { ...defaultUpstream, ...upstream },
    },
  };
}

/** The proxy that Gatehouse renders; `change` edits its directives before they are printed. */
export function gatehouse(
  nginx: string,
  over: Contender["over"],
  { name = `Gatehouse, over ${over}`, settings = {}, change = (directives: Directive[]) => directives } = {} as {
    name?: string;
    settings?: Partial<ProxySettings>;
    change?: (directives: Directive[]) => Directive[];
  },
): Contender {
  return {
    name,
    over,
    shares: shares.proxy,
    server: (places) => {
      const directives = proxyDirectives({ ...benchSettings(places), ...settings });
      return nginxServer(nginx, change(directives), places.port);
    },
  };
}
