import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * The bucket of a load balancer's access logs: private, encrypted by S3's default (SSE-S3, the only kind that ELB can write),
 * writable by ELB's log delivery below this account's number only, emptied after `retentionDays`.
 * Source: ELB user guide, "Access logs for your Application Load Balancer".
 */
export function createAccessLogBucket(
  name: string,
  settings: { retentionDays: number; forceDelete: boolean },
  parent: pulumi.Resource,
): { bucket: aws.s3.Bucket; policy: aws.s3.BucketPolicy } {
  const child = { parent };
  const bucket = new aws.s3.Bucket(`${name}-logs`, { forceDestroy: settings.forceDelete }, child);
  const closed = new aws.s3.BucketPublicAccessBlock(
    `${name}-logs`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-logs`,
    {
      bucket: bucket.id,
      rules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days: settings.retentionDays } }],
    },
    child,
  );
  const policy = new aws.s3.BucketPolicy(
    `${name}-logs`,
    { bucket: bucket.id, policy: logDeliveryPolicy(bucket.arn, parent) },
    // S3 refuses two changes of one bucket's access at the same time.
    { ...child, dependsOn: [closed] },
  );
  return { bucket, policy };
}

/**
 * ELB's log delivery writes below this account's number. There are no further conditions: a key that ELB does not send
 * would void the permission, and without it ELB refuses to make the load balancer.
 */
function logDeliveryPolicy(bucketArn: pulumi.Output<string>, parent: pulumi.Resource): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const allow = {
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/AWSLogs/${account}/*`,
  };
  const onlyTls = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: [allow, onlyTls] });
}
