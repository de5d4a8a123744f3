import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { checkComponentName, checkScopedNames, componentNameLimit, repositoryName } from "../../components/naming";

describe("Names", () => {
  it("leave room for Pulumi's suffix within AWS's 32 characters", () => {
    assert.equal(`${"a".repeat(componentNameLimit)}-1234567`.length, 32);
  });

  it("are refused when too long, and the message says by how much", () => {
    const [problem] = checkComponentName("service", "users-and-orders-of-everyone");
    assert.match(problem?.fix ?? "", /shorten it by 4/);
  });

  for (const name of ["web", "users-api", "a", "v2", "internals"]) {
    it(`accept ${name}`, () => assert.deepEqual(checkComponentName("service", name), []));
  }

  for (const name of ["", "Web", "-web", "web-", "we--b", "2web", "web_1", "web;", "internal", "internal-web"]) {
    it(`refuse ${JSON.stringify(name)}`, () => assert.equal(checkComponentName("service", name).length, 1));
  }

  it("of roles are held against IAM's 64 characters", () => {
    assert.deepEqual(checkScopedNames("service", { project: "gatehouse", stack: "dev" }, "web"), []);
    const [problem] = checkScopedNames("service", { project: "p".repeat(40), stack: "production" }, "users-api");
    assert.match(problem?.legal ?? "", /at most 64/);
  });

  it("of a project or stack are held against what repositories and task families allow", () => {
    for (const stack of ["dev.1", "dev-", "dev__1", "dév"]) {
      const [problem] = checkScopedNames("service", { project: "gatehouse", stack }, "web");
      assert.equal(problem?.where, "the stack's name", stack);
    }
  });

  it("of repositories are legal to ECR for every legal project, stack and component", () => {
    const part = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,20}$/);
    fc.assert(
      fc.property(part, part, part, (project, stack, name) => {
        assert.match(
          repositoryName({ project, stack }, name),
          /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
        );
      }),
    );
  });
});
