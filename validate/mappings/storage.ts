import type * as aws from "@pulumi/aws";
import { because, leftOut, property, type ResourceTable, resource, type Shape, spread } from "../mapping";

/** In CloudFormation a bucket's and a repository's settings are properties of it: each is judged as one that has no other. */
const partOf = leftOut("what it is a setting of is judged as a resource of its own");
const otherAccount = leftOut("a guard of the S3 API against another account's bucket; no setting of the bucket");
const ofAccessBlock = (name: string) => property(`PublicAccessBlockConfiguration.${name}`);

const both: Shape = { prefix: property("Prefix"), tags: property("TagFilters") };

const lifecycleRule: Shape = {
  expiration: spread({ date: property("ExpirationDate"), days: property("ExpirationInDays") }),
  filter: spread({ ...both, tag: property("TagFilters.0"), and: spread(both) }),
  noncurrentVersionTransitions: property("NoncurrentVersionTransitions", {
    shape: { noncurrentDays: property("TransitionInDays") },
  }),
  transitions: property("Transitions", {
    shape: { date: property("TransitionDate"), days: property("TransitionInDays") },
  }),
};

const encryptionRule: Shape = {
  applyServerSideEncryptionByDefault: property("ServerSideEncryptionByDefault"),
  blockedEncryptionTypes: property("BlockedEncryptionTypes.EncryptionType"),
};

/** S3, ECR and EFS. */
export const storage: ResourceTable = {
  "aws:s3/bucket:Bucket": resource<aws.s3.BucketArgs>("AWS::S3::Bucket", {
    arn: "Arn",
    shape: {
      bucket: property("BucketName"),
      bucketPrefix: leftOut(because.prefix),
      forceDestroy: leftOut(because.provider),
    },
  }),
  "aws:s3/bucketPolicy:BucketPolicy": resource<aws.s3.BucketPolicyArgs>("AWS::S3::BucketPolicy", {
    shape: { policy: property("PolicyDocument") },
  }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": resource<aws.s3.BucketPublicAccessBlockArgs>(
    "AWS::S3::Bucket",
    {
      shape: {
        blockPublicAcls: ofAccessBlock("BlockPublicAcls"),
        blockPublicPolicy: ofAccessBlock("BlockPublicPolicy"),
        bucket: partOf,
        ignorePublicAcls: ofAccessBlock("IgnorePublicAcls"),
        restrictPublicBuckets: ofAccessBlock("RestrictPublicBuckets"),
        skipDestroy: leftOut(because.provider),
      },
    },
  ),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": resource<aws.s3.BucketLifecycleConfigurationArgs>(
    "AWS::S3::Bucket",
    {
      shape: {
        bucket: partOf,
        expectedBucketOwner: otherAccount,
        rules: property("LifecycleConfiguration.Rules", { shape: lifecycleRule }),
        timeouts: leftOut(because.provider),
        transitionDefaultMinimumObjectSize: property("LifecycleConfiguration.TransitionDefaultMinimumObjectSize"),
      },
    },
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    resource<aws.s3.BucketServerSideEncryptionConfigurationArgs>("AWS::S3::Bucket", {
      shape: {
        bucket: partOf,
        expectedBucketOwner: otherAccount,
        rules: property("BucketEncryption.ServerSideEncryptionConfiguration", { shape: encryptionRule }),
      },
    }),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": resource<aws.s3.BucketOwnershipControlsArgs>(
    "AWS::S3::Bucket",
    { shape: { bucket: partOf, rule: property("OwnershipControls.Rules.0") } },
  ),
  "aws:s3/bucketVersioning:BucketVersioning": resource<aws.s3.BucketVersioningArgs>("AWS::S3::Bucket", {
    shape: {
      bucket: partOf,
      expectedBucketOwner: otherAccount,
      mfa: leftOut("a one-time code"),
      versioningConfiguration: property("VersioningConfiguration", {
        shape: { mfaDelete: leftOut("CloudFormation cannot turn it on") },
      }),
    },
  }),
  "aws:ecr/repository:Repository": resource<aws.ecr.RepositoryArgs>("AWS::ECR::Repository", {
    arn: "Arn",
    shape: {
      forceDelete: property("EmptyOnDelete"),
      imageTagMutabilityExclusionFilters: property("ImageTagMutabilityExclusionFilters", {
        shape: {
          filter: property("ImageTagMutabilityExclusionFilterValue"),
          filterType: property("ImageTagMutabilityExclusionFilterType"),
        },
      }),
      name: property("RepositoryName"),
    },
  }),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": resource<aws.ecr.LifecyclePolicyArgs>("AWS::ECR::Repository", {
    shape: { policy: property("LifecyclePolicy.LifecyclePolicyText"), repository: partOf },
  }),
  "aws:ecr/repositoryPolicy:RepositoryPolicy": resource<aws.ecr.RepositoryPolicyArgs>("AWS::ECR::Repository", {
    shape: { policy: property("RepositoryPolicyText"), repository: partOf },
  }),
  "aws:efs/fileSystem:FileSystem": resource<aws.efs.FileSystemArgs>("AWS::EFS::FileSystem", {
    arn: "Arn",
    shape: {
      creationToken: leftOut(because.provider),
      protection: property("FileSystemProtection", {
        shape: { replicationOverwrite: property("ReplicationOverwriteProtection") },
      }),
      tags: property("FileSystemTags"),
    },
  }),
  "aws:efs/mountTarget:MountTarget": resource<aws.efs.MountTargetArgs>("AWS::EFS::MountTarget"),
  "aws:efs/accessPoint:AccessPoint": resource<aws.efs.AccessPointArgs>("AWS::EFS::AccessPoint", {
    arn: "Arn",
    shape: { tags: property("AccessPointTags") },
  }),
  "aws:efs/backupPolicy:BackupPolicy": resource<aws.efs.BackupPolicyArgs>("AWS::EFS::FileSystem", {
    shape: { fileSystemId: partOf },
  }),
  "aws:efs/fileSystemPolicy:FileSystemPolicy": resource<aws.efs.FileSystemPolicyArgs>("AWS::EFS::FileSystem", {
    shape: { fileSystemId: partOf, policy: property("FileSystemPolicy") },
  }),
};
