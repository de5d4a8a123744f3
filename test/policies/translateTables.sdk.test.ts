import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { classifiedTokens, treatmentOf } from "../../policies/model/families";
import { concernsModel } from "../../policies/model/model";
import { rows } from "../../policies/model/translate/cloudFormation/rows";
import { terraformNames } from "../../policies/model/translate/terraform/names";

const provider = dirname(require.resolve("@pulumi/aws/package.json"));

const rowTargets = Object.values(rows).flatMap(({ to, inside = [] }) => [to, ...inside.map((each) => each.to)]);

/** The declarations of a token's arguments: "aws:ecs/service:Service" is `ecs/service.d.ts`. */
function declarations(token: string): string {
  const file = join(provider, `${token.split(":")[1]}.d.ts`);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The rule of an event runs nothing by itself: it stands in the table for its targets. */
const withoutPart = new Set(["aws:cloudwatch/eventRule:EventRule"]);

/** Names that only the aws provider has, or of which the other form is reported as a whole. */
const onlyInTheProvider =
  /^aws:(alb|elasticloadbalancing|elasticloadbalancingv2|applicationloadbalancing|cloudcontrol)\/|\/default|Exclusive|EgressRule$|^(gatehouse|kubernetes|command):/;

/** What CloudFormation has no type for: there it is a property of something else, or nothing. */
const withoutType = new Set([
  "aws:apigateway/restApiPut:RestApiPut",
  "aws:autoscaling/attachment:Attachment",
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
  "aws:cloudfront/multitenantDistribution:MultitenantDistribution",
  "aws:cloudformation/stackInstances:StackInstances",
  "aws:cloudformation/stackSetInstance:StackSetInstance",
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ecs/accountSettingDefault:AccountSettingDefault",
  "aws:elb/attachment:Attachment",
  "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup",
  "aws:lightsail/instancePublicPorts:InstancePublicPorts",
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
]);

describe("the tables of other forms", () => {
  it("lead to resources of the provider that have a treatment", () => {
    for (const token of [...rowTargets, ...Object.values(terraformNames)]) {
      assert.notEqual(declarations(token), "", `${token} is not in the provider`);
      assert.ok(treatmentOf(token) !== undefined || withoutPart.has(token), `${token} has no treatment`);
    }
  });

  it("write properties that the provider has", () => {
    for (const [type, { to, fields = {} }] of Object.entries(rows)) {
      const missing = Object.keys(fields).filter(
        (name) => !declarations(to).includes(`    ${name}?:`) && !declarations(to).includes(`    ${name}:`),
      );
      assert.deepEqual(missing, [], type);
    }
  });

  it("name every resource that opens a way in Terraform's words", () => {
    const named = new Set(Object.values(terraformNames));
    const opening = classifiedTokens.filter((token) => concernsModel(token) && !onlyInTheProvider.test(token));
    const lattice = (token: string) => token.startsWith("aws:vpclattice/");
    assert.deepEqual(
      opening.filter((token) => !named.has(token) && !lattice(token)),
      ["aws:ecs/expressGatewayService:ExpressGatewayService"],
    );
  });

  it("name every resource that opens a way in CloudFormation's words", () => {
    const targets = new Set(rowTargets);
    const opening = classifiedTokens.filter((token) => concernsModel(token) && !onlyInTheProvider.test(token));
    assert.deepEqual(
      opening.filter((token) => !targets.has(token) && !withoutType.has(token)),
      [],
    );
  });

  it("keep nothing of what cannot open a way", () => {
    const silent = [
      "aws-native:s3:Bucket",
      "AWS::S3::Bucket",
      "x:tf:aws_s3_bucket",
      "x:tf:aws_lb_cookie_stickiness_policy",
    ];
    const told = [
      "aws-native:ecs:Unheard",
      "AWS::ECS::Unheard",
      "x:tf:aws_ecs_unheard",
      "aws-native:apprunner:Service",
    ];
    assert.deepEqual(silent.filter(concernsModel), []);
    assert.deepEqual(told.filter(concernsModel), told);
  });
});
