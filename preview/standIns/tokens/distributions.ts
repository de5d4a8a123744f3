import type { ResourceTable } from "../model";

/** The hosted zone of every distribution (Amazon Route 53 API reference, AliasTarget). */
const cloudFrontZone = "Z2FDTNDATAQYW2";

/** CloudFront. */
export const distributions: ResourceTable = {
  "aws:cloudfront/distribution:Distribution": {
    defaults: { priceClass: "PriceClass_All", waitForDeployment: true },
    replaceOn: [],
    id: (made) => `E${made.hex(13).toUpperCase()}`,
    outputs: (made) => ({
      arn: made.globalArn("cloudfront", `distribution/E${made.hex(13).toUpperCase()}`),
      domainName: `d${made.hex(13)}.cloudfront.net`,
      hostedZoneId: cloudFrontZone,
      status: "Deployed",
    }),
  },
  "aws:cloudfront/vpcOrigin:VpcOrigin": {
    replaceOn: [],
    id: (made) => `vo_${made.hex(22)}`,
    outputs: (made) => ({ arn: made.globalArn("cloudfront", `vpcorigin/vo_${made.hex(22)}`) }),
  },
};
