import type * as aws from "@pulumi/aws";
import { because, leftOut, noCounterpart, property, type ResourceTable, resource } from "../mapping";

/** A trust that no role of a plan has: the attachment of a policy is judged in a role, which demands one. */
const someTrust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** IAM, KMS, Secrets Manager and Systems Manager. */
export const identity: ResourceTable = {
  "aws:iam/role:Role": resource<aws.iam.RoleArgs>("AWS::IAM::Role", {
    arn: "Arn",
    shape: {
      assumeRolePolicy: property("AssumeRolePolicyDocument"),
      forceDetachPolicies: leftOut(because.provider),
      inlinePolicies: property("Policies", {
        shape: { name: property("PolicyName"), policy: property("PolicyDocument") },
      }),
      name: property("RoleName"),
    },
  }),
  "aws:iam/rolePolicy:RolePolicy": resource<aws.iam.RolePolicyArgs>("AWS::IAM::RolePolicy", {
    shape: { name: property("PolicyName"), policy: property("PolicyDocument"), role: property("RoleName") },
  }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": resource<aws.iam.RolePolicyAttachmentArgs>("AWS::IAM::Role", {
    completion: { AssumeRolePolicyDocument: someTrust },
    shape: {
      policyArn: property("ManagedPolicyArns.0"),
      role: leftOut("the role is judged as a resource of its own"),
    },
  }),
  "aws:iam/policy:Policy": resource<aws.iam.PolicyArgs>("AWS::IAM::ManagedPolicy", {
    id: "PolicyArn",
    arn: "PolicyArn",
    shape: {
      delayAfterPolicyCreationInMs: leftOut(because.provider),
      name: property("ManagedPolicyName"),
      policy: property("PolicyDocument"),
      tags: leftOut("CloudFormation gives a managed policy no tags"),
    },
  }),
  "aws:iam/instanceProfile:InstanceProfile": resource<aws.iam.InstanceProfileArgs>("AWS::IAM::InstanceProfile", {
    arn: "Arn",
    shape: {
      name: property("InstanceProfileName"),
      role: property("Roles.0"),
      tags: leftOut("CloudFormation gives an instance profile no tags"),
    },
  }),
  "aws:kms/key:Key": resource<aws.kms.KeyArgs>("AWS::KMS::Key", {
    arn: "Arn",
    shape: {
      customerMasterKeySpec: property("KeySpec"),
      deletionWindowInDays: property("PendingWindowInDays"),
      isEnabled: property("Enabled"),
      policy: property("KeyPolicy"),
    },
  }),
  "aws:kms/alias:Alias": resource<aws.kms.AliasArgs>("AWS::KMS::Alias", {
    shape: { name: property("AliasName") },
  }),
  "aws:secretsmanager/secret:Secret": resource<aws.secretsmanager.SecretArgs>("AWS::SecretsManager::Secret", {
    arn: "Ref",
    shape: {
      forceOverwriteReplicaSecret: leftOut(because.provider),
      recoveryWindowInDays: leftOut(because.provider),
      replicas: property("ReplicaRegions"),
    },
  }),
  "aws:secretsmanager/secretVersion:SecretVersion": noCounterpart("holds a secret's text, which no plan shows"),
  "aws:ssm/parameter:Parameter": resource<aws.ssm.ParameterArgs>("AWS::SSM::Parameter", {
    shape: {
      insecureValue: property("Value"),
      keyId: leftOut("CloudFormation makes no SecureString"),
      overwrite: leftOut(because.provider),
      // CloudFormation makes no SecureString; everything else about one is judged as of a String.
      type: property("Type", { words: (type) => (type === "SecureString" ? "String" : type) }),
    },
  }),
};
