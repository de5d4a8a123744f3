import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "mocha";
import { folderOf, stack } from "../../../examples/run/names";
import { certificatesMissing } from "../../nginx/certificates";
import { request } from "../../nginx/corpus/attack";
import { valuesOf } from "../../nginx/corpus/strictRequest";
import { awsEndpointId, versionTwo } from "../../nginx/proxyHeader";
import { balancer, missingForOutsideHost } from "./drivenExample";
import { partner, Relay } from "./relay";

const example = "s2-fixed-address";
/** Below out/, two folders deep as the examples are, because the program imports the components by their relative path. */
const scratch = join(__dirname, "../../../out", `${example}-proxy-protocol`);

const header = versionTwo({ ends: { client: partner, clientPort: 50_123 } });
const ask = (path: string) => request(path, { lines: ["Host: relay.example.org", "X-Forwarded-For: 10.9.8.7"] });
/** Nothing follows the bytes; what nginx still waits for, it does not get. */
const [nothing, patience] = ["", 300] as const;

describe("The example s2-fixed-address with the PROXY protocol, driven on this machine,", function () {
  this.timeout(120_000);
  let relay: Relay;

  before(async function () {
    const missing = (await missingForOutsideHost()) ?? certificatesMissing();
    if (missing !== undefined) {
      console.log(`    not run: ${missing}`);
      this.skip();
    }
    mkdirSync(scratch, { recursive: true });
    for (const name of ["Pulumi.yaml", `Pulumi.${stack}.yaml`]) {
      copyFileSync(join(folderOf(example), name), join(scratch, name));
    }
    writeFileSync(join(scratch, "index.ts"), changed(readFileSync(join(folderOf(example), "index.ts"), "utf8")));
    relay = await Relay.make(scratch);
    await relay.start();
  });
  beforeEach(() => relay.arrived());
  after(async () => {
    await relay?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** The client's addresses that the host is told. */
  async function told(bytes: string, from = balancer): Promise<string[]> {
    const { statuses } = await relay.example.send(bytes, from);
    assert.deepEqual(statuses, [200, 200], "the request's own answer, and the health page's");
    return (await relay.arrived()).flatMap((read) => [
      ...valuesOf(read, "X-Forwarded-For"),
      ...valuesOf(read, "X-Real-IP"),
    ]);
  }

  it("listens for that protocol alone", () => {
    const { given, started } = relay.example.conf;
    assert.equal(started, given);
    assert.deepEqual(
      given.match(/^\s*listen .*;$/gm)?.map((line) => line.trim()),
      ["listen 8080 default_server proxy_protocol;"],
    );
  });

  it("takes the client from the load balancer's header, for the host and for the log", async () => {
    assert.deepEqual(await told(header + ask("/plain")), [partner, partner]);
    const line = await relay.example.line(({ uri }) => uri === "/plain");
    assert.deepEqual([line.client, line.peer, line.status], [partner, balancer, 200]);
  });

  it("takes it also where the load balancer adds what AWS adds", async () => {
    const longer = versionTwo({ ends: { client: partner }, tlvs: [awsEndpointId] });
    assert.deepEqual(await told(longer + ask("/longer")), [partner, partner]);
  });

  it("answers the load balancer's own health check, which has a header without addresses", async () => {
    const { text } = await relay.example.send(versionTwo({ command: 0 }), balancer);
    assert.match(text, /^HTTP\/1\.1 200 [\s\S]*Service is healthy$/);
    assert.deepEqual(await relay.arrived(), []);
  });

  it("believes no header of anybody but the load balancer", async () => {
    const neighbour = "10.0.48.99";
    assert.deepEqual(await told(header + ask("/neighbour"), neighbour), [neighbour, neighbour]);
  });

  const wrong: Record<string, string> = {
    "no header": "",
    "a header that ends in the middle of its addresses": header.slice(0, 20),
    "a header that claims more than there is": versionTwo({ ends: { client: partner }, length: 4000 }),
    "a header that claims less than there is": versionTwo({ ends: { client: partner }, length: 4 }),
    "a header of a version that there is not": versionTwo({ ends: { client: partner }, version: 3 }),
    "a header with a broken signature": header.replace("QUIT", "QUTI"),
    "text that only begins like a header": "PROXY TCP4 somebody\r\n",
    "bytes that are no header at all": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\x00\x00\x00\x00",
  };
  for (const [what, bytes] of Object.entries(wrong)) {
    it(`refuses ${what}: no answer but a refusal, and nothing reaches the host`, async () => {
      const statuses = await relay.refused(bytes + ask("/wrong"), balancer, nothing, patience);
      assert.deepEqual(
        statuses.filter((status) => status !== 400),
        [],
      );
    });
  }

  it("goes on with the next connection after all of these", async () => {
    assert.deepEqual(await told(header + ask("/after")), [partner, partner]);
  });
});

/** The example's program with the one choice made otherwise. */
function changed(program: string): string {
  const choice = 'clientAddress: "preserve"';
  assert.equal(program.split(choice).length, 2, "the example makes this choice once");
  return program.replace(choice, 'clientAddress: "proxyProtocol"');
}
