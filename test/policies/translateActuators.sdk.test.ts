import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaultConfiguration } from "../../policies/configuration";
import { evaluate } from "../../policies/evaluate";
import { openingCall } from "../../policies/model/adapters/openingCalls";
import { cloudFormation } from "./otherForms";
import { shop } from "./shop";
import { asSeen, type Declared, notKnown } from "./stack";

const told = (stack: readonly Declared[]): string[] =>
  evaluate(asSeen(stack, "second"), defaultConfiguration).findings.map(({ verdict, level }) => `${level} ${verdict}`);

const command = (properties: Record<string, unknown>, type = "command:local:Command"): Declared => ({
  type,
  name: "script",
  properties,
});

describe("the text of a command", () => {
  it("opens a way where it calls AWS to do so, in any spelling", () => {
    for (const text of [
      "aws ec2 authorize-security-group-ingress --group-id sg-1",
      "aws --region eu-west-1 ec2 \\\n  authorize-security-group-ingress",
      "AWS ECS RUN-TASK --cluster shop",
      "aws ec2 --region eu-west-1 --no-cli-pager run-instances --image-id ami-1",
      "aws elbv2   register-targets --target-group-arn arn",
      "python -c 'client.authorize_security_group_ingress(GroupId=g)'",
      "new AuthorizeSecurityGroupIngressCommand({})",
      "aws ecs update-service --service web --network-configuration x",
      "cd infra && terraform apply -auto-approve",
    ]) {
      assert.notEqual(openingCall(text), undefined, text);
    }
  });

  it("opens none where it builds, looks or redeploys", () => {
    for (const text of [
      "",
      "npm ci && npm run build",
      "docker build -t shop . && docker push shop",
      "aws ecs update-service --service web --force-new-deployment; echo --network-configuration",
      "aws ecs describe-services --services web",
      "aws ec2 describe-security-groups",
      "./create-service.sh",
      "aws ecs create-services-report",
    ]) {
      assert.equal(openingCall(text), undefined, text);
    }
  });
});

describe("a long program", () => {
  it("is read in the time that its length takes", function () {
    this.timeout(1000);
    for (const line of ["ecs update-service ", "-ecs ", "ecs --a b "]) {
      assert.equal(openingCall(line.repeat(20_000)), undefined, line);
    }
  });
});

describe("a program beside the deployment", () => {
  const opening = "aws ec2 authorize-security-group-ingress --group-id sg-1";

  it("is a mandatory doubt where its text opens a way, and silent where it does not", () => {
    for (const type of ["command:local:Command", "command:remote:Command"]) {
      for (const property of ["create", "update", "delete", "stdin"]) {
        assert.deepEqual(told([...shop(), command({ [property]: opening }, type)]), ["mandatory unproven"]);
        assert.deepEqual(told([...shop(), command({ [property]: "make" }, type)]), []);
      }
    }
  });

  it("is an advisory doubt where its text is unknown or it is a provider of the user's own", () => {
    assert.deepEqual(told([...shop(), command({ create: notKnown })]), ["advisory unproven"]);
    for (const type of [
      "pulumi-nodejs:dynamic:Resource",
      "pulumi-python:dynamic:Resource",
      "pulumi-nodejs:dynamic/a:B",
      "aws-native:cloudformation:CustomResourceEmulator",
    ]) {
      assert.deepEqual(told([...shop(), command({ __provider: "code" }, type)]), ["advisory unproven"]);
    }
  });

  it("is an advisory doubt in a template as well, where it is a custom resource", () => {
    for (const Type of ["Custom::Opener", "AWS::CloudFormation::CustomResource"]) {
      const templateBody = JSON.stringify({ Resources: { A: { Type, Properties: { ServiceToken: "arn" } } } });
      assert.deepEqual(told([...shop(), cloudFormation("stack", templateBody)]), ["advisory unproven"]);
    }
  });

  it("is no matter where there is nothing to protect", () => {
    assert.deepEqual(told([command({ create: notKnown })]), []);
    assert.deepEqual(told([command({}, "pulumi-nodejs:dynamic:Resource")]), []);
  });

  it("is never repeated in a message", () => {
    const secret = `TOKEN=hunter2 ${opening} --description hunter2`;
    const { findings } = evaluate(asSeen([...shop(), command({ create: secret })], "second"), defaultConfiguration);
    assert.doesNotMatch(JSON.stringify(findings), /hunter2|sg-1/);
  });
});
