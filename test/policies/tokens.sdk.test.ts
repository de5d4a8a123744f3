import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { classifiedTokens, families, opaqueness, treatmentOf } from "../../policies/model/families";

const provider = dirname(require.resolve("@pulumi/aws/package.json"));

/** Modules of the AWS provider in which every resource has a treatment. */
const wholeModules = [
  "alb",
  "apigateway",
  "apigatewayv2",
  "batch",
  "cloudfront",
  "codedeploy",
  "ecs",
  "elb",
  "globalaccelerator",
  "lb",
  "pipes",
  "scheduler",
  "servicediscovery",
  "sfn",
  "verifiedaccess",
  "vpc",
  "vpclattice",
];

/** The type tokens of one module of the AWS provider, read from its files without loading them. */
function tokensOf(module: string): string[] {
  return readdirSync(join(provider, module))
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(provider, module, file), "utf8"))?.[1] ?? []);
}

const older = /^aws:(elasticloadbalancingv2|applicationloadbalancing|elasticloadbalancing)\//;

describe("type tokens", () => {
  for (const module of wholeModules) {
    it(`of aws.${module} are all followed, reported as opaque, or listed as harmless`, () => {
      const unclassified = tokensOf(module).filter((token) => treatmentOf(token) === undefined);
      assert.deepEqual(unclassified, []);
    });
  }

  it("that the pack lists exist in the provider", () => {
    const listed = classifiedTokens.filter((token) => token.startsWith("aws:") && !older.test(token));
    const modules = new Set(listed.map((token) => token.slice("aws:".length, token.indexOf("/"))));
    const existing = new Set([...modules].flatMap(tokensOf));
    assert.deepEqual(
      listed.filter((token) => !existing.has(token)),
      [],
    );
  });

  it("stand in one family only", () => {
    const all = families.flatMap((family) => Object.keys(family));
    assert.equal(new Set(all).size, all.length);
  });

  it("that only a registry or a catalogue explains are opaque", () => {
    for (const token of [
      ...["MyCo::Web::Open", "MyCo::Web::Open::MODULE", "AWS::ServiceCatalog::CloudFormationProvisionedProduct"],
      ...["aws:servicecatalog/provisionedProduct:ProvisionedProduct", "vpc:tf:aws_servicecatalog_provisioned_product"],
      ...["vpc:tf:awscc_ec2_security_group_ingress", "awscc:index/ecsService:EcsService"],
    ]) {
      assert.notEqual(opaqueness(token), undefined, token);
    }
    for (const token of ["AWS::SNS::Topic", "vpc:tf:awscc_sns_topic", "awscc:index/snsTopic:SnsTopic"]) {
      assert.equal(treatmentOf(token), undefined, token);
    }
  });

  it("of another provider's ECS are not silent, its cluster is", () => {
    assert.notEqual(treatmentOf("aws-native:ecs:Service"), undefined);
    assert.equal(opaqueness("aws-native:ecs:Cluster"), undefined);
    assert.equal(treatmentOf("aws:s3/bucket:Bucket"), undefined);
  });
});
