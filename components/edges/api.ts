import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { apiGatewayClientHeader } from "../../nginx";
import type { LoadBalancer } from "../loadBalancer";
import { type HttpApiPlan, integrationSeconds } from "./httpApiPlan";

/** The parts of an API that others name. */
export interface Api {
  api: aws.apigatewayv2.Api;
  stage: aws.apigatewayv2.Stage;
}

/** What the API writes of each request (API Gateway developer guide, "Logging variables for HTTP APIs"). */
const logFormat = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  client: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  seconds: "$context.responseLatency",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
};

/** The API with one route for every request, to the listener of the internal load balancer. */
export function createApi(
  name: string,
  { plan, balancer, link }: { plan: HttpApiPlan; balancer: LoadBalancer; link: aws.apigatewayv2.VpcLink },
  parent: pulumi.Resource,
): Api {
  const child = { parent };
  const api = new aws.apigatewayv2.Api(name, { protocolType: "HTTP", disableExecuteApiEndpoint: !plan.ownName }, child);
  const integration = new aws.apigatewayv2.Integration(
    name,
    {
      apiId: api.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      connectionType: "VPC_LINK",
      connectionId: link.id,
      integrationUri: balancer.listenerArn,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: integrationSeconds * 1000,
      // Whatever a client sends under this name is gone. X-Forwarded-For is not the integration's to change (API Gateway
      // developer guide, "Reserved headers").
      requestParameters: { [`overwrite:header.${apiGatewayClientHeader}`]: "$context.identity.sourceIp" },
    },
    child,
  );
  const route = new aws.apigatewayv2.Route(
    name,
    { apiId: api.id, routeKey: "$default", target: pulumi.interpolate`integrations/${integration.id}` },
    child,
  );
  return { api, stage: createStage(name, plan, { api, route }, parent) };
}

function createStage(
  name: string,
  { logDays, ratePerSecond, burst }: HttpApiPlan,
  { api, route }: { api: aws.apigatewayv2.Api; route: aws.apigatewayv2.Route },
  parent: pulumi.Resource,
): aws.apigatewayv2.Stage {
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-api`,
    // The account's policy for log delivery has 5120 characters, and names all groups of this prefix at once (CloudWatch Logs
    // user guide, "Enable logging from AWS services").
    { namePrefix: `/aws/vendedlogs/${name}-api-`, retentionInDays: logDays },
    { parent },
  );
  return new aws.apigatewayv2.Stage(
    name,
    {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: ratePerSecond, throttlingBurstLimit: burst },
      accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify(logFormat) },
    },
    { parent, dependsOn: [route] },
  );
}
