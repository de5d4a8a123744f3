import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { writeBuildContext } from "../../../components/buildContext";
import { checkServicePlan } from "../../../components/checkServicePlan";
import { EdgeKind } from "../../../components/edges/edgeKind";
import { planEdge } from "../../../components/edges/edgePlan";
import { checkFolders } from "../../../components/proxy/folders";
import type { ProxyArgs } from "../../../components/proxy/proxyArgs";
import { planService } from "../../../components/servicePlan";
import { planContainers } from "../../../components/task/containers";
import { proxySettings } from "../../../components/task/proxyUpstream";
import { proxyImageFiles, renderProxy } from "../../../nginx";

const edge = planEdge({ kind: EdgeKind.Alb, idleSeconds: 60, subnets: ["10.0.0.0/17"] });
const application = { health: { command: ["CMD", "true"] } };
const shop: ProxyArgs = {
  sites: [
    {
      hosts: ["shop.example.com"],
      routes: [
        { prefix: "/api", methods: ["GET", "POST"], rateLimit: { requests: 10, per: "second" } },
        { path: "/feed", methods: ["GET"], upstream: "partner", readSeconds: 40, stream: true },
        { path: "/metrics", methods: ["GET"], upstream: "metrics", responseHeaders: { "X-Powered-By": "false" } },
        { prefix: "/", methods: ["GET"], files: { folder: "web" } },
      ],
    },
  ],
  upstreams: { partner: { servers: [{ host: "partner.example.com" }] }, metrics: { port: 9100 } },
};

const planOf = (proxy: ProxyArgs, rollout = {}) => planService({ proxy, application, rollout }, edge);
const refused = (proxy: ProxyArgs, rollout = {}) =>
  checkServicePlan("web", planOf(proxy, rollout)).map(({ where }) => where);

describe("What a service's proxy lets through", () => {
  it("goes to the application where a route names nothing else, beside upstreams of other names", () => {
    assert.deepEqual(refused(shop), []);
    const { sites, upstreams } = proxySettings(planOf(shop));
    assert.deepEqual(Object.keys(upstreams), ["app", "partner", "metrics"]);
    assert.deepEqual(
      sites[0]?.routes.map(({ upstream, files }) => upstream ?? files?.folder),
      ["app", "partner", "metrics", "web"],
    );
    assert.match(renderProxy(proxySettings(planOf(shop))), /server partner\.example\.com:443 .*resolve/);
  });

  it("may take no longer than the edge waits, on any route and upstream", () => {
    const slow = { ...shop, upstreams: { ...shop.upstreams, metrics: { port: 9100, readSeconds: 60 } } };
    assert.deepEqual(refused(slow), ["web.proxy.upstreams.metrics.readSeconds"]);
    const route = { path: "/slow", methods: ["GET"], readSeconds: 61 };
    assert.deepEqual(refused({ sites: [{ routes: [route] }] }), ["web.proxy.sites[0].routes[0].readSeconds"]);
    assert.equal(planOf(shop).rollout.deregistrationSeconds, 60, "the application's 55 and a margin");
    assert.deepEqual(refused(shop, { deregistrationSeconds: 39 }), ["web.rollout.deregistrationSeconds"]);
  });

  it("is refused under the name that the user gave, whatever it is", () => {
    const site = { routes: [{ path: "/x", methods: ["GET"] }] };
    assert.deepEqual(refused({ sites: [site], uriBytes: 1 }), ["web.proxy.uriBytes"]);
    assert.deepEqual(refused({ sites: [site], errorMessage: "<b>" }), ["web.proxy.errorMessage"]);
    assert.deepEqual(refused({ sites: [site], upstreams: { x: {} } })[0], "web.proxy.upstreams.x");
    assert.deepEqual(refused({ sites: [site], upstreams: { x: { port: 9100, plain: true } } }), [
      "web.proxy.upstreams.x.plain",
    ]);
    assert.deepEqual(refused({ sites: "all" as never }), ["web.proxy.sites"]);
    assert.deepEqual(refused({ sites: [{ routes: [null as never] }] }), ["web.proxy.sites[0].routes[0]"]);
  });

  it("can stand alone, before servers outside the task", () => {
    const alone: ProxyArgs = {
      sites: [{ routes: [{ prefix: "/", methods: ["GET"] }] }],
      healthPath: "/healthz",
      upstreams: { partner: { servers: [{ host: "example.com" }] } },
    };
    const plan = planService({ proxy: alone }, edge);
    assert.deepEqual(checkServicePlan("web", plan), []);
    assert.deepEqual(
      planContainers(plan).map(({ name, dependsOn }) => [name, dependsOn]),
      [["nginx", []]],
    );
    assert.deepEqual(Object.keys(proxySettings(plan).upstreams), ["partner"]);
    const noUpstream = planService({ proxy: { ...alone, upstreams: {} } }, edge);
    assert.deepEqual(
      checkServicePlan("web", noUpstream).map(({ where }) => where),
      ["web.proxy.sites[0].routes[0].upstream"],
    );
  });

  it("can be files, whose folders are given, there and used", () => {
    const { proxy } = planOf(shop);
    const where = (folders: Record<string, string>) => checkFolders("folders", proxy, folders).map((one) => one.where);
    assert.deepEqual(where({ web: __dirname }), []);
    assert.deepEqual(where({}), ["folders.web"]);
    assert.deepEqual(where({ web: join(__dirname, "nowhere"), docs: __dirname }), ["folders.web", "folders.docs"]);
  });

  it("brings its files into the build context, and takes away what is gone", () => {
    const scratch = mkdtempSync(join(tmpdir(), "gatehouse-context-"));
    const source = join(scratch, "dist");
    mkdirSync(source);
    writeFileSync(join(source, "old.html"), "old");
    const write = () =>
      writeBuildContext(join(scratch, "context"), proxyImageFiles(proxySettings(planOf(shop))), { web: source });
    const folder = write();
    assert.equal(readFileSync(join(folder, "files/web/old.html"), "utf8"), "old");
    rmSync(join(source, "old.html"));
    writeFileSync(join(source, "index.html"), "new");
    write();
    assert.equal(readFileSync(join(folder, "files/web/index.html"), "utf8"), "new");
    assert.throws(() => readFileSync(join(folder, "files/web/old.html")), /ENOENT/);
    assert.match(readFileSync(join(folder, "Dockerfile"), "utf8"), /^COPY files \/srv$/m);
    rmSync(scratch, { recursive: true });
  });
});
