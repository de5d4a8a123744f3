import type { ProxySettings } from "../../../nginx";
import type { Directive } from "../../../nginx/directive";
import { proxyDirectives } from "../../../nginx/renderProxy";
import { s1Settings } from "../../../test/nginx/s1Settings";
import { balancerSubnets } from "../request";
import type { Contender, Places } from "./contender";
import { nginxServer } from "./nginx";

/** The settings of S1 as they are rendered for a stack, with the places of the bench. */
export function benchSettings({ port, upstream }: Places): ProxySettings {
  const { keepAliveConnections, keepAliveSeconds, connectSeconds, readSeconds, name } = s1Settings.upstream;
  const connection = { name, keepAliveConnections, keepAliveSeconds, connectSeconds, readSeconds };
  return {
    ...s1Settings,
    port,
    clientAddress: { kind: "alb", subnets: balancerSubnets },
    upstream: "socket" in upstream ? { ...connection, ...upstream } : { ...connection, host: "127.0.0.1", ...upstream },
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
    server: (places) => {
      const directives = proxyDirectives({ ...benchSettings(places), ...settings });
      return nginxServer(nginx, change(directives), places.port);
    },
  };
}
