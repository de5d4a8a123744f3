import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "mocha";
import { type Authority, certificatesMissing, makeAuthority } from "../../nginx/certificates";
import { forgeries } from "../../nginx/corpus/arrivals";
import { request, toHost } from "../../nginx/corpus/attack";
import { forgedFields } from "../../nginx/corpus/fields";
import { valuesOf } from "../../nginx/corpus/strictRequest";
import type { Answer } from "../../nginx/httpClient";
import { Arrivals } from "./arrivals";
import type { Arrived } from "./commands";
import { balancer, DrivenExample, missingForOutsideHost } from "./drivenExample";
import { client, entrances, forged } from "./entrances";

const partnerName = "partner.example.org";
const partner = "192.0.2.20";
const [users, staff, shop] = ["users.example.com", "staff.example.com", "shop.example.com"] as const;
/** Somebody in the VPC who is not the load balancer. */
const stranger = "10.0.48.99";

/** What a visitor must not read: which application it is, where it is, and what is wrong with it. */
const inner = /192\.0\.2|127\.0\.0\.1|partner|upstream|resolve|refused|:443|:300\d/i;

describe("The example s3-many-sites, driven on this machine,", function () {
  this.timeout(120_000);
  let example: DrivenExample;
  let authority: Authority;
  let usersApp: Arrivals;
  let staffApp: Arrivals;

  before(async function () {
    const missing = (await missingForOutsideHost()) ?? certificatesMissing();
    if (missing !== undefined) {
      console.log(`    not run: ${missing}`);
      this.skip();
    }
    authority = makeAuthority();
    example = await DrivenExample.make("s3-many-sites", authority.file);
    await example.call("openHost", partner, authority.issue(partnerName));
    await example.tellNames({ [partnerName]: [partner] });
    await example.start();
    usersApp = new Arrivals(example, "app", { path: "/api/users/4", headers: { Host: users } });
    staffApp = new Arrivals(example, "staff", { path: "/api/users/4", headers: { Host: staff } });
  });
  beforeEach(() => reached());
  after(async () => {
    await example?.stop();
    authority?.remove();
  });

  async function atPartner(): Promise<Arrived[]> {
    return (await example.call("arrivedAt", partner)).requests;
  }

  /** What each application got since this was asked last, as paths. */
  async function reached(): Promise<Record<"users" | "staff" | "shop", unknown[]>> {
    return {
      users: (await usersApp.take()).map(({ path }) => path),
      staff: (await staffApp.take()).map(({ path }) => path),
      shop: (await atPartner()).map(({ target }) => target),
    };
  }

  const none = { users: [], staff: [], shop: [] };
  const at = (host: string, path: string, headers = {}): Promise<Answer> =>
    example.ask({ path, headers: { Host: host, ...headers } });

  it("runs with the example's own nginx.conf, byte for byte", () => {
    const { given, started } = example.conf;
    assert.equal(started, given);
    assert.deepEqual(
      [...given.matchAll(/^\s*server_name (.*);$/gm)].map(([, name]) => name),
      ["_", users, staff, shop],
    );
  });

  it("has each name answered by its own application and by no other", async () => {
    const answers = [await at(users, "/api/users/1"), await at(staff, "/api/users/2"), await at(shop, "/hats?size=7")];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.match(answers.map(({ body }) => body).join("\n"), /User 1 found!.*\n.*User 2 found!.*\n192\.0\.2\.20$/);
    assert.deepEqual(await reached(), { users: ["/api/users/1"], staff: ["/api/users/2"], shop: ["/hats?size=7"] });
  });

  it("asks the partner by the partner's name, over TLS, and tells it for which site and for whom", async () => {
    await example.ask({ path: "/hats", headers: entrances.balancer({ Host: shop }) });
    const { requests, handshakes } = await example.call("arrivedAt", partner);
    assert.deepEqual([...new Set(handshakes.map(({ name }) => name))], [partnerName]);
    const told = {
      Host: partnerName,
      "X-Forwarded-Host": shop,
      "X-Forwarded-For": client,
      "X-Real-IP": client,
      "X-Forwarded-Proto": "http",
    };
    for (const [name, value] of Object.entries(told)) {
      assert.deepEqual(valuesOf(requests[0] ?? { fields: [] }, name), [value], name);
    }
  });

  it("gives a name that no site has no application", async () => {
    for (const host of ["example.com", "evil.example", "10.0.48.10", `x${users}`, `${users}.evil.example`]) {
      for (const path of ["/", "/api/users/1"]) assert.equal((await at(host, path)).status, 421, host + path);
    }
    assert.deepEqual(await reached(), none);
  });

  it("gives a request without a name, or with one that is none, no application", async () => {
    const requests = [
      request("/api/users/1", { version: "HTTP/1.0", lines: [] }),
      request("/api/users/1", { lines: [] }),
      request("/api/users/1", { lines: [`Host: ${users}`, `Host: ${staff}`] }),
      request("/api/users/1", { lines: [`Host: ${staff}@${users}`] }),
      request(`http://${staff}/api/users/1`, { lines: [`Host: ${users}`] }),
    ];
    for (const bytes of requests) {
      const { statuses } = await example.send(bytes, balancer);
      assert.equal(statuses[0], 400, bytes);
    }
    assert.deepEqual(await reached(), none);
  });

  it("gives a site no path and no method of another site", async () => {
    const cases = [
      [users, "GET", "/api/prices", 404],
      [users, "GET", "/hats", 404],
      [users, "POST", "/api/users/1", 405],
      [staff, "GET", "/hats", 404],
      [staff, "GET", "/apixyz", 404],
      [staff, "PUT", "/api/users/1", 405],
      [shop, "POST", "/api/users/1", 405],
    ] as const;
    for (const [host, method, path, expected] of cases) {
      const answer = await example.ask({ method, path, headers: { Host: host } });
      assert.equal(answer.status, expected, `${method} ${host}${path}`);
    }
    assert.deepEqual(await reached(), none);
  });

  it("believes X-Forwarded-For of the load balancer and of nobody else, for each application", async () => {
    const clients: unknown[] = [];
    for (const from of [balancer, stranger]) {
      for (const host of [users, staff, shop]) {
        await example.ask({ path: "/api/users/3", headers: entrances.balancer({ Host: host, ...forged }), from });
      }
      clients.push((await usersApp.take())[0]?.client, (await staffApp.take())[0]?.client);
      for (const read of await atPartner()) clients.push(...valuesOf(read, "X-Forwarded-For"));
    }
    assert.deepEqual(clients, [client, client, client, stranger, stranger, stranger]);
  });

  it("lets no client forge who it is, where it came in or what it asked for", async () => {
    let arrivals = 0;
    for (const { id, bytes } of forgedFields({ method: "GET", path: "/x" }).map(toHost(shop))) {
      await example.send(bytes, stranger);
      for (const { method, target, fields } of await atPartner()) {
        arrivals++;
        const read = { method, target, fields, version: "1.1" as const, body: "" };
        // Host is the partner's, whatever the client asked for.
        const found = forgeries(read, stranger).filter((one) => one !== "x-forwarded-host is not host");
        assert.deepEqual(found, [], `${id}: ${bytes}`);
        assert.deepEqual(
          [...valuesOf(read, "Host"), ...valuesOf(read, "X-Forwarded-Host")],
          [partnerName, shop],
          bytes,
        );
      }
    }
    assert.ok(arrivals > 400, `${arrivals} requests arrived to be looked at`);
  });

  it("leaves no way past the proxy: in the task's network, the applications' ports are closed", async () => {
    const ports = [...example.portsOf("app"), ...example.portsOf("staff")];
    assert.deepEqual(ports, [3000, 3001]);
    for (const port of ports) {
      assert.deepEqual([await example.isOpen(port, "127.0.0.1"), await example.isOpen(port)], [true, false]);
    }
  });

  // The last one, because neither comes back.
  it("answers 502 for a site whose application is down, names it in the log alone, and serves the others", async () => {
    await example.call("closeHost", partner);
    await example.call("stopContainer", "staff");
    const down = { [shop]: `https://${partner}:443`, [staff]: "http://127.0.0.1:3001" };
    for (const [host, upstream] of Object.entries(down)) {
      const { status, body, headers } = await at(host, "/api/down", { Accept: "text/html" });
      assert.equal(status, 502, host);
      assert.match(body, /<h1>502 Bad Gateway<\/h1><p>This site is down for the moment; please try again\.<\/p>/);
      assert.doesNotMatch(body + JSON.stringify(headers), inner);
      const reported = example.errors().split("\n");
      assert.ok(
        reported.some((line) => /Connection refused/.test(line) && line.includes(`upstream: "${upstream}/api/down"`)),
        reported.join("\n"),
      );
      const line = await example.line((one) => one.host === host && one.status === 502);
      assert.deepEqual([line.upstream_addr, line.upstream_status], [upstream.replace(/.*\/\//, ""), "502"]);
    }
    assert.equal((await at(users, "/api/users/1")).status, 200);
    assert.equal((await example.ask({ path: example.healthPath })).status, 200);
  });
});
