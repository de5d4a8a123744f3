import assert from "node:assert/strict";
import { Agent } from "node:http";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { checkProxySettings, type ProxySettings, type Route, type Site } from "../../nginx";
import { ask } from "./httpClient";
import { startProxy } from "./proxyProcess";
import { type RecordingUpstream, startRecordingUpstream } from "./recordingUpstream";
import { type Meaning, plainMeaning, type Sent } from "./routing/plainMeaning";
import { applications, requests, routings } from "./routing/randomRouting";
import { appAt } from "./s1Settings";

const configurations = Number(process.env.GATEHOUSE_CONFIGURATIONS ?? 150);

/** The settings without the routes that do not go with those before them. */
function withRoutesThatFit(settings: ProxySettings): ProxySettings {
  const fits = (site: Site) => checkProxySettings({ ...settings, sites: [site] }).length === 0;
  const sites = settings.sites.map((site) => {
    const routes: Route[] = [];
    for (const route of site.routes) {
      routes.push(route);
      if (!fits({ ...site, routes })) routes.pop();
    }
    return { ...site, routes };
  });
  return { ...settings, sites };
}

describe("Random sites and random requests", function () {
  this.timeout(300_000);
  const upstreams = new Map<string, RecordingUpstream>();
  const agent = new Agent({ keepAlive: true });
  const seen = new Map<string, number>();

  before(async () => {
    for (const name of applications) upstreams.set(name, await startRecordingUpstream());
  });
  after(async () => {
    agent.destroy();
    for (const upstream of upstreams.values()) await upstream.stop();
  });

  /** What became of a request: the answer, and who got it. */
  async function sendOne(port: number, { host, method, target, userAgent }: Sent): Promise<Meaning> {
    const headers = { Host: host, "User-Agent": userAgent };
    const { status, headers: answered } = await ask(port, { method, path: target, headers, agent });
    const arrived = [...upstreams].flatMap(([name, { requests: got }]) =>
      got.splice(0).map((request) => {
        assert.deepEqual([request.method, request.url], [method, target]);
        return name;
      }),
    );
    assert.ok(arrived.length <= 1, `${arrived.join(" and ")} got it`);
    const [application] = arrived;
    const location = answered.location;
    return { status, ...(application !== undefined && { application }), ...(location !== undefined && { location }) };
  }

  it("are answered and passed on as the settings plainly say", async () => {
    let sent = 0;
    const property = fc.asyncProperty(routings, requests, async (routing, asked) => {
      const settings = withRoutesThatFit({
        ...routing,
        upstreams: Object.fromEntries([...upstreams].flatMap(([name, { port }]) => named(name, port))),
      });
      const proxy = await startProxy(settings);
      try {
        for (const one of asked) {
          const meaning = plainMeaning(settings, one);
          assert.deepEqual(await sendOne(proxy.port, one), meaning, JSON.stringify(one));
          sent++;
          const kind = meaning.application === undefined ? `${meaning.status}` : "passed on";
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
      } finally {
        await proxy.stop();
      }
    });
    await fc.assert(property, { numRuns: configurations });
    const counts = [...seen].sort(([one], [other]) => (one < other ? -1 : 1)).map((pair) => pair.join(": "));
    console.log(`${sent} requests to ${configurations} configurations: ${counts.join(", ")}`);
    for (const kind of ["passed on", "302", "400", "403", "404", "405", "414", "421", "503"]) {
      assert.ok((seen.get(kind) ?? 0) > 0, `none was ${kind}`);
    }
  });
});

function named(name: string, port: number): [string, ProxySettings["upstreams"][string]][] {
  return Object.values(appAt(port)).map((upstream) => [name, upstream]);
}
