import type { ResourceTable } from "../model";

/** Elastic File System. */
export const fileSystems: ResourceTable = {
  "aws:efs/fileSystem:FileSystem": {
    replaceOn: ["creationToken", "encrypted", "kmsKeyId", "performanceMode", "availabilityZoneName"],
    id: (made) => `fs-${made.hex(17)}`,
    outputs: (made) => ({
      arn: made.arn("elasticfilesystem", `file-system/fs-${made.hex(17)}`),
      dnsName: `fs-${made.hex(17)}.efs.${made.region}.${made.domain}`,
      ownerId: made.account,
    }),
  },
  "aws:efs/accessPoint:AccessPoint": {
    replaceOn: ["fileSystemId", "posixUser", "rootDirectory"],
    id: (made) => `fsap-${made.hex(17)}`,
    outputs: (made) => ({
      arn: made.arn("elasticfilesystem", `access-point/fsap-${made.hex(17)}`),
      ownerId: made.account,
    }),
  },
  "aws:efs/mountTarget:MountTarget": {
    replaceOn: ["fileSystemId", "subnetId", "ipAddress"],
    id: (made) => `fsmt-${made.hex(17)}`,
    outputs: (made) => ({ networkInterfaceId: `eni-${made.hex(17)}`, ownerId: made.account }),
  },
};
