import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { apply, id, output, resource, secret, unknown } from "../../../policies/testing";
import { EngineView } from "../../../policies/testing/engineView";
import { analyzeRequest } from "../../../policies/testing/messages";

/** How the engine marks a secret on the wire. */
const marked = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

describe("what goes to a pack", () => {
  const stack = [
    resource("aws:ssm/parameter:Parameter", "key", { value: secret("hunter2"), nested: [{ of: secret(id("group")) }] }),
    resource("aws:ec2/securityGroup:SecurityGroup", "group", { missing: undefined, list: [undefined, 1] }),
    resource("aws:ssm/parameter:Parameter", "text", {
      value: apply([output("key", "value")], (value: string) => `key ${value}`),
      later: apply([output("key", "value"), id("group")], () => assert.fail("computed from an unknown")),
    }),
  ];
  const view = new EngineView(stack, "first");
  const sent = stack.map((each) => analyzeRequest(view.resource(each)).getProperties()?.toJavaScript());

  it("has secrets marked, known or not, and so is what is computed from them", () => {
    assert.deepEqual(sent[0], { value: marked("hunter2"), nested: [{ of: marked(unknown) }] });
    assert.deepEqual(sent[2], { value: marked("key hunter2"), later: marked(unknown) });
  });

  it("leaves out what has no value", () => {
    assert.deepEqual(sent[1], { list: [null, 1] });
  });
});
