import type { Made, ResourceModel, ResourceTable } from "../model";
import { isObject } from "../values";

const partOfApi: ResourceModel = { replaceOn: ["apiId"], id: (made) => made.hex(7) };

/** HTTP APIs of API Gateway. */
export const apis: ResourceTable = {
  "aws:apigatewayv2/api:Api": {
    autoName: "name",
    defaults: { apiKeySelectionExpression: "$request.header.x-api-key" },
    replaceOn: ["protocolType"],
    id: (made) => made.hex(10),
    outputs: (made) => ({
      arn: apiArn(made, `/apis/${made.hex(10)}`),
      apiEndpoint: `https://${made.hex(10)}.execute-api.${made.region}.${made.domain}`,
      executionArn: made.arn("execute-api", made.hex(10)),
    }),
  },
  "aws:apigatewayv2/integration:Integration": { ...partOfApi, replaceOn: ["apiId", "integrationType"] },
  "aws:apigatewayv2/route:Route": partOfApi,
  "aws:apigatewayv2/stage:Stage": {
    autoName: "name",
    replaceOn: ["apiId", "name"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: apiArn(made, `/apis/${made.text("apiId")}/stages/${made.text("name")}`),
      invokeUrl: `https://${made.text("apiId")}.execute-api.${made.region}.${made.domain}/`,
    }),
  },
  "aws:apigatewayv2/vpcLink:VpcLink": {
    autoName: "name",
    replaceOn: ["securityGroupIds", "subnetIds"],
    id: (made) => made.hex(6),
    outputs: (made) => ({ arn: apiArn(made, `/vpclinks/${made.hex(6)}`) }),
  },
  "aws:apigatewayv2/domainName:DomainName": {
    replaceOn: ["domainName"],
    id: (made) => made.text("domainName"),
    outputs: (made) => ({
      arn: apiArn(made, `/domainnames/${made.text("domainName")}`),
      domainNameConfiguration: {
        ...(isObject(made.inputs.domainNameConfiguration) ? made.inputs.domainNameConfiguration : {}),
        hostedZoneId: `Z${made.hex(13).toUpperCase()}`,
        targetDomainName: `d-${made.hex(10)}.execute-api.${made.region}.${made.domain}`,
      },
    }),
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": { ...partOfApi, replaceOn: ["apiId", "domainName"] },
};

/** API Gateway, "ARNs": they name no account. */
function apiArn(made: Made, resource: string): string {
  return `arn:${made.partition}:apigateway:${made.region}::${resource}`;
}
