import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { harmlessTokens, notYetModelled, notYetModelledTokens } from "../../policies/model/notYetModelled";
import { kindOf, modelledTokens } from "../../policies/model/tokens";

const provider = dirname(require.resolve("@pulumi/aws/package.json"));

/** The type tokens of one module of the AWS provider, read from its files without loading them. */
function tokensOf(module: string): string[] {
  return readdirSync(join(provider, module))
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(provider, module, file), "utf8"))?.[1] ?? []);
}

const older = /^aws:(elasticloadbalancingv2|applicationloadbalancing|elasticloadbalancing)\//;

describe("type tokens", () => {
  for (const module of ["ecs", "lb", "alb"]) {
    it(`of aws.${module} are all modelled, listed as not yet, or listed as harmless`, () => {
      const unclassified = tokensOf(module).filter(
        (token) =>
          kindOf(token) === undefined && notYetModelled(token) === undefined && !harmlessTokens.includes(token),
      );
      assert.deepEqual(unclassified, []);
    });
  }

  it("that the pack lists exist in the provider", () => {
    const listed = [...modelledTokens, ...notYetModelledTokens, ...harmlessTokens].filter(
      (token) => !older.test(token),
    );
    const modules = new Set(listed.map((token) => token.slice("aws:".length, token.indexOf("/"))));
    const existing = new Set([...modules].flatMap(tokensOf));
    assert.deepEqual(
      listed.filter((token) => !existing.has(token)),
      [],
    );
  });

  it("stand in one list only", () => {
    const all = [...modelledTokens, ...notYetModelledTokens, ...harmlessTokens];
    assert.equal(new Set(all).size, all.length);
  });

  it("of another provider's ECS are not silent, its cluster is", () => {
    assert.ok(notYetModelled("aws-native:ecs:Service"));
    assert.equal(notYetModelled("aws-native:ecs:Cluster"), undefined);
    assert.equal(notYetModelled("aws:s3/bucket:Bucket"), undefined);
  });
});
