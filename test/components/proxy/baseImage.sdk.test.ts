import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { checkServicePlan } from "../../../components/checkServicePlan";
import { EdgeKind } from "../../../components/edges/edgeKind";
import { planEdge } from "../../../components/edges/edgePlan";
import { Cluster, LoadBalancer, Network, ProxiedService, type ProxyArgs } from "../../../components/index";
import { planService } from "../../../components/servicePlan";
import { proxySettings } from "../../../components/task/proxyUpstream";
import { renderProxy } from "../../../nginx";
import { registrations } from "../registrations";

const edge = planEdge({ kind: EdgeKind.Alb, idleSeconds: 60, subnets: ["10.0.0.0/17"] });
const upstreams = { partner: { servers: [{ host: "example.com" }] } };
const sites = [{ routes: [{ path: "/x", methods: ["GET"] }] }];
const brotli = { modules: "/usr/lib/nginx/modules" };
const planOf = (proxy: Partial<ProxyArgs>) => planService({ proxy: { sites, upstreams, ...proxy } }, edge);
const refused = (proxy: Partial<ProxyArgs>) => checkServicePlan("web", planOf(proxy)).map(({ where }) => where);

describe("The image that the proxy's is made from", () => {
  it("may be another one than usual, with its tag or its digest", () => {
    const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
    for (const baseImage of ["nginx:1.31.7", "registry.example.com:5000/team/nginx:1.31.7-brotli", `nginx@${digest}`]) {
      assert.deepEqual(refused({ baseImage }), [], baseImage);
    }
    for (const baseImage of ["", "nginx", "nginx:", "Nginx:1", "nginx:1 --x", "nginx:1\nRUN id", 5 as never]) {
      assert.deepEqual(refused({ baseImage }), ["web.proxy.baseImage"], String(baseImage));
    }
  });

  it("has the module where answers are packed with brotli; the usual one does not", () => {
    const proxy = { compression: { brotli } };
    assert.deepEqual(refused(proxy), ["web.proxy.compression.brotli"]);
    assert.deepEqual(refused({ ...proxy, baseImage: "nginx:1.31.7-brotli" }), []);
    const conf = renderProxy(proxySettings(planOf({ ...proxy, baseImage: "nginx:1.31.7-brotli" })));
    assert.match(conf, /^load_module \/usr\/lib\/nginx\/modules\/ngx_http_brotli_filter_module\.so;$/m);
    assert.deepEqual(
      refused({ baseImage: "nginx:1.31.7-brotli", compression: { brotli: { modules: "x", level: 12 } } }),
      ["web.proxy.compression.brotli.modules", "web.proxy.compression.brotli.level"],
    );
  });

  it("is the build argument of the proxy's Dockerfile, and so part of the image's tag", async () => {
    const started = process.cwd();
    const project = mkdtempSync(join(tmpdir(), "project-"));
    process.chdir(project);
    const imageWith = async (more: Partial<ProxyArgs>) => {
      const all = await registrations(() => {
        const network = new Network("web", {});
        new ProxiedService("web", {
          network,
          cluster: new Cluster("web", {}),
          edge: new LoadBalancer("web", { network }),
          proxy: { sites, upstreams, healthPath: "/healthz", ...more },
        });
      });
      const image = all.find(({ type }) => type === "docker:index/image:Image");
      const build = image?.inputs.build as { args: unknown } | undefined;
      return { name: image?.name, args: build?.args };
    };
    try {
      const [usual, other] = [await imageWith({}), await imageWith({ baseImage: "nginx:1.31.7" })];
      assert.deepEqual([usual.args, other.args], [{}, { NGINX_IMAGE: "nginx:1.31.7" }]);
      assert.notEqual(usual.name, other.name);
    } finally {
      process.chdir(started);
      rmSync(project, { recursive: true });
    }
  });
});
