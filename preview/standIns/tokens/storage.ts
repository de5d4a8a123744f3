import type { ResourceModel, ResourceTable } from "../model";

/** A setting of a bucket has no identity of its own. */
const bucketSetting: ResourceModel = { replaceOn: ["bucket"], id: (made) => made.text("bucket") };

/** S3 buckets and log groups. */
export const storage: ResourceTable = {
  "aws:s3/bucket:Bucket": {
    autoName: "bucket",
    replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
    id: (made) => made.text("bucket"),
    outputs: (made) => ({
      arn: `arn:${made.partition}:s3:::${made.text("bucket")}`,
      bucketDomainName: `${made.text("bucket")}.s3.${made.domain}`,
      bucketRegionalDomainName: `${made.text("bucket")}.s3.${made.region}.${made.domain}`,
      bucketRegion: made.region,
    }),
  },
  "aws:s3/bucketPolicy:BucketPolicy": bucketSetting,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketSetting,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketSetting,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketSetting,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketSetting,
  "aws:s3/bucketVersioning:BucketVersioning": bucketSetting,
  "aws:cloudwatch/logGroup:LogGroup": {
    autoName: "name",
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    id: (made) => made.text("name"),
    outputs: (made) => ({ arn: made.arn("logs", `log-group:${made.text("name")}`) }),
  },
};
