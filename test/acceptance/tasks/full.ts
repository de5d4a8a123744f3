import * as aws from "@pulumi/aws";
import { Cluster, ProxiedService } from "../../../components/index";
import { base } from "./base";

const { network, edge, image, health, proxy } = base({ layout: "private" });

const group = new aws.ec2.SecurityGroup("files", { vpcId: network.vpcId, description: "Mount targets" });
const files = new aws.efs.FileSystem("files", { encrypted: true });
const point = new aws.efs.AccessPoint("files", { fileSystemId: files.id, posixUser: { uid: 1000, gid: 1000 } });
const account = "eu-west-1:123456789012";

const service = new ProxiedService("web", {
  network,
  edge,
  cluster: new Cluster("web", { sessions: {} }),
  application: {
    image,
    health,
    secrets: {
      TOKEN: { kind: "parameter", arn: `arn:aws:ssm:${account}:parameter/web/token` },
      KEY: {
        kind: "secret",
        arn: `arn:aws:secretsmanager:${account}:secret:web/keys-a1B2c3`,
        key: "api",
        kmsKeyArn: `arn:aws:kms:${account}:key/11111111-2222-3333-4444-555555555555`,
      },
    },
  },
  proxy,
  cpu: 1024,
  memory: 2048,
  exec: true,
  logs: { kind: "firelens", options: { Name: "kinesis_firehose", region: "eu-west-1", delivery_stream: "web" } },
  ephemeralGibibytes: 30,
  volumes: [
    {
      kind: "efs",
      name: "files",
      mounts: [{ container: "app", path: "/files" }],
      fileSystemId: files.id,
      accessPointId: point.id,
      securityGroupId: group.id,
    },
    {
      kind: "efs",
      name: "files-for-agent",
      mounts: [{ container: "agent", path: "/files", readOnly: true }],
      fileSystemId: files.id,
      accessPointId: point.id,
      securityGroupId: group.id,
    },
  ],
  sidecars: [
    { name: "agent", image: { uri: "public.ecr.aws/docker/library/busybox:1.37.0" }, user: 1001, essential: false },
  ],
});

new aws.iam.RolePolicy("stream", {
  role: service.taskRoleName,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "firehose:PutRecordBatch",
        Resource: `arn:aws:firehose:${account}:deliverystream/web`,
      },
    ],
  }),
});
