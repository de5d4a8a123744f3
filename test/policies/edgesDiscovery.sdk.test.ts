import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { buildModel } from "../../policies/model/model";
import * as make from "./shop";
import { shop } from "./shop";
import { arn, asSeen, type Declared, id, modes, notKnown, output, resource } from "./stack";
import { findingsOf, told } from "./told";

const reaches = "load-balancer-reaches-only-the-proxy";
const followed = "every-door-is-followed";

describe("Cloud Map", () => {
  const instance = (attributes: unknown): Declared[] => [
    ...shop(),
    resource("aws:servicediscovery/service:Service", "found", { namespaceId: "ns-1" }),
    resource("aws:servicediscovery/instance:Instance", "one", {
      instanceId: "one",
      serviceId: id("found"),
      attributes,
    }),
  ];

  it("names an address at which nobody knows what listens", () => {
    const stack = instance({ AWS_INSTANCE_IPV4: "10.0.3.7", AWS_INSTANCE_PORT: "3000" });
    assert.deepEqual(told(stack), [`unproven advisory ${reaches} one`]);
    assert.match(findingsOf(stack, "first")[0]?.summary ?? "", /10\.0\.3\.7:3000/);
  });

  it("may name any address while its attributes are not known", () => {
    assert.deepEqual(told(instance(notKnown)), [`unproven mandatory ${reaches} one`]);
    assert.deepEqual(told(instance({ AWS_INSTANCE_IPV4: notKnown })), [`unproven mandatory ${reaches} one`]);
  });

  it("names a load balancer, another name or a mere attribute without opening anything", () => {
    for (const attributes of [
      { AWS_ALIAS_DNS_NAME: "web-1.eu-west-1.elb.amazonaws.com" },
      { AWS_INSTANCE_CNAME: "web.example.com" },
      { stage: "blue" },
    ]) {
      assert.deepEqual(told(instance(attributes)), []);
    }
  });

  it("names an instance", () => {
    assert.deepEqual(told(instance({ AWS_EC2_INSTANCE_ID: "i-0abc" })), [`unproven advisory ${reaches} one`]);
  });

  it("names an address by the host name that EC2 gave it", () => {
    const stack = instance({ AWS_INSTANCE_CNAME: "ip-10-0-3-7.eu-west-1.compute.internal" });
    assert.deepEqual(told(stack), [`unproven advisory ${reaches} one`]);
  });
});

/** A lattice service whose listener and rule forward to a target group each. */
function lattice(): Declared[] {
  return [
    resource("aws:vpclattice/service:Service", "mesh", { name: "mesh" }),
    resource("aws:vpclattice/targetGroup:TargetGroup", "mesh-default", { type: "IP", config: { port: 8080 } }),
    resource("aws:vpclattice/targetGroup:TargetGroup", "mesh-admin", { type: "IP", config: { port: 8080 } }),
    resource("aws:vpclattice/listener:Listener", "mesh-http", {
      serviceIdentifier: id("mesh"),
      protocol: "HTTP",
      defaultAction: { forwards: [{ targetGroups: [{ targetGroupIdentifier: id("mesh-default"), weight: 1 }] }] },
    }),
    resource("aws:vpclattice/listenerRule:ListenerRule", "mesh-rule", {
      serviceIdentifier: id("mesh"),
      listenerIdentifier: output("mesh-http", "listenerId"),
      priority: 10,
      action: { forward: { targetGroups: [{ targetGroupIdentifier: id("mesh-admin") }] } },
    }),
  ];
}

describe("VPC Lattice", () => {
  it("forwards from its listeners and rules, also where a rule names the listener by its short id", () => {
    for (const mode of modes) {
      const { forwards, listeners } = buildModel(asSeen(lattice(), mode));
      const nameOf = (target: { key?: string }) => target.key?.split("::").at(-1);
      const shown = forwards.map(({ listener, label, targetGroups }) => [
        ...listener.map(nameOf as never),
        label,
        ...targetGroups.flat().map(nameOf as never),
      ]);
      assert.deepEqual(shown, [
        ["mesh-http", "", "mesh-default"],
        ["mesh-http", "rule 10", "mesh-admin"],
      ]);
      assert.deepEqual(
        [...listeners.values()].map(({ label }) => label),
        ["HTTP:80"],
      );
    }
  });

  it("opens nothing by itself", () => assert.deepEqual(told([...shop(), ...lattice()]), []));

  it("is no way from the internet to a service without a proxy", () => {
    const task = make.taskDefinition("mesh-task", [
      { ...make.app, portMappings: [{ name: "http", containerPort: 3000 }] },
    ]);
    const service = make.service("mesh-service", "mesh-task", undefined);
    const registered = {
      ...service,
      properties: {
        ...service.properties,
        vpcLatticeConfigurations: [
          { portName: "http", targetGroupArn: arn("mesh-default"), roleArn: "arn:aws:iam::1:role/r" },
        ],
      },
    };
    assert.deepEqual(told([make.group("task-group"), ...lattice(), task, registered]), []);
    const unused = lattice().filter(({ name }) => name === "mesh" || name === "mesh-default");
    assert.deepEqual(told([make.group("task-group"), ...unused, task, registered]), []);
  });

  it("sends what it gets to an address that is attached", () => {
    const attached = resource("aws:vpclattice/targetGroupAttachment:TargetGroupAttachment", "attached", {
      targetGroupIdentifier: id("mesh-default"),
      target: { id: "10.0.3.7", port: 3000 },
    });
    assert.deepEqual(told([...shop(), ...lattice(), attached]), [`unproven advisory ${reaches} attached`]);
  });

  it("may forward anywhere while its action is not known", () => {
    const [service, target, other, listener] = lattice();
    assert.ok(service && target && other && listener);
    const unknown = { ...listener, properties: { ...listener.properties, defaultAction: notKnown } };
    assert.deepEqual(told([...shop(), service, target, other, unknown]), [`unproven mandatory ${reaches} mesh-http`]);
  });

  it("gives other VPCs an address, and names only what a name stands for", () => {
    const configuration = (resourceConfigurationDefinition: unknown) =>
      resource("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "given", {
        resourceConfigurationDefinition,
        portRanges: ["3000"],
      });
    const toldOf = (definition: unknown) => told([...shop(), configuration(definition)]);
    const part = "given resourceConfigurationDefinition";
    assert.deepEqual(toldOf({ ipResource: { ipAddress: "10.0.3.7" } }), [`unproven advisory ${followed} ${part}`]);
    assert.deepEqual(toldOf({ dnsResource: { domainName: "db.example.com", ipAddressType: "IPV4" } }), []);
    assert.deepEqual(toldOf({ arnResource: { arn: "arn:aws:rds:eu-west-1:123456789012:cluster:db" } }), []);
  });
});
