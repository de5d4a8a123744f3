import { isKnown, property, text, type Value } from "../values/value";

/**
 * Type tokens that can open a way to a container and that the model does not follow yet. Each occurrence is reported as
 * unproven: silence about them would be a hole. `workload` marks those that run containers themselves.
 */
export interface NotYetModelled {
  opens: string;
  workload?: true;
  /** Tells from the properties that this one opens nothing; an unknown never does. */
  closed?: (properties: Value<unknown>) => boolean;
}

type Closed = NotYetModelled["closed"];

const door = (opens: string, closed?: Closed): NotYetModelled => (closed === undefined ? { opens } : { opens, closed });
const workload = (opens: string): NotYetModelled => ({ opens, workload: true });

/** Closed unless the property at this path is given. */
const onlyWith =
  (...path: string[]): Closed =>
  (properties) =>
    path.reduce(property, properties).state === "absent";

/** Closed when the property is literally one of these. */
const closedIf =
  (key: string, ...values: string[]): Closed =>
  (properties) =>
    values.some((value) => isKnown(property(properties, key), value));

const runsTask = "a task definition to be run with its own network settings";

/** A state machine is text; one that never names ECS runs no task. */
const neverNamesEcs: Closed = (properties) => {
  const definition = text(property(properties, "definition"));
  return definition.state === "known" && !definition.value.toLowerCase().includes("ecs");
};

const tokens: Record<string, NotYetModelled> = {
  "aws:apigateway/integration:Integration": door(
    "an API to an address, a load balancer or a VPC link",
    closedIf("type", "AWS_PROXY", "MOCK"),
  ),
  "aws:apigateway/vpcLink:VpcLink": door("an API to an internal load balancer"),
  "aws:apigatewayv2/integration:Integration": door(
    "an API to a listener or a Cloud Map service",
    closedIf("integrationType", "AWS_PROXY", "MOCK"),
  ),
  "aws:apigatewayv2/vpcLink:VpcLink": door("an API to addresses in the VPC"),
  "aws:apprunner/service:Service": workload("a public service for a container image"),
  "aws:apprunner/vpcIngressConnection:VpcIngressConnection": door("an App Runner service to a VPC"),
  "aws:autoscaling/attachment:Attachment": door("a target group to instances"),
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": door("a target group to instances"),
  "aws:cloudcontrol/resource:Resource": door("whatever its desired state names"),
  "aws:cloudformation/stack:Stack": door("whatever its template names"),
  "aws:cloudformation/stackSet:StackSet": door("whatever its template names"),
  "aws:cloudfront/vpcOrigin:VpcOrigin": door("CloudFront to an internal load balancer"),
  "aws:cloudwatch/eventTarget:EventTarget": door(runsTask, onlyWith("ecsTarget")),
  "aws:codedeploy/deploymentGroup:DeploymentGroup": door("a test listener to the next revision of a service"),
  "aws:ec2/eipAssociation:EipAssociation": door("a public address to a network interface"),
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment": door(
    "a network interface with a further security group",
  ),
  "aws:ec2/vpcEndpointService:VpcEndpointService": door("a network load balancer to other accounts"),
  "aws:ecs/daemon:Daemon": workload("containers on every host of a cluster"),
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": workload("containers on every host of a cluster"),
  "aws:ecs/expressGatewayService:ExpressGatewayService": workload("one container behind a load balancer of its own"),
  "aws:ecs/taskSet:TaskSet": workload("tasks with their own network settings and load balancers"),
  "aws:elb/attachment:Attachment": door("a classic load balancer to an instance"),
  "aws:elb/loadBalancer:LoadBalancer": door("a classic load balancer to instance ports"),
  "aws:elasticloadbalancing/attachment:Attachment": door("a classic load balancer to an instance"),
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer": door("a classic load balancer to instance ports"),
  "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup": door("public addresses to a subnet"),
  "aws:globalaccelerator/endpointGroup:EndpointGroup": door("public addresses to an internal load balancer"),
  "aws:lambda/functionUrl:FunctionUrl": door("a public URL to a function that can reach the VPC"),
  "aws:lightsail/containerService:ContainerService": workload("a public endpoint to a container image"),
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": workload(
    "a public endpoint to a container image",
  ),
  "aws:pipes/pipe:Pipe": door(runsTask, onlyWith("targetParameters", "ecsTaskParameters")),
  "aws:scheduler/schedule:Schedule": door(runsTask, onlyWith("target", "ecsParameters")),
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": door("whatever its template names"),
  "aws:servicediscovery/instance:Instance": door("a name to an address and port of a task"),
  "aws:sfn/stateMachine:StateMachine": door(runsTask, neverNamesEcs),
  "aws:verifiedaccess/endpoint:Endpoint": door("an internal load balancer or a network interface"),
  "aws:vpclattice/listener:Listener": door("a lattice service to its targets"),
  "aws:vpclattice/listenerRule:ListenerRule": door("a lattice service to its targets"),
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration": door("an address in the VPC to other networks"),
  "aws:vpclattice/targetGroupAttachment:TargetGroupAttachment": door("a lattice service to an address"),
};

/** Other providers' names for the same families: every resource of these modules can be one of the doors above. */
const families: readonly (readonly [RegExp, NotYetModelled])[] = [
  [/^aws-native:(ecs|apprunner|lightsail):/, workload("a container service in another provider's form")],
  [
    /^aws-native:(elasticloadbalancingv2|elasticloadbalancing|apigateway|apigatewayv2|globalaccelerator|vpclattice|servicediscovery|verifiedaccess):/,
    door("a network path in another provider's form"),
  ],
  [
    /^aws-native:ec2:(SecurityGroup|SecurityGroupIngress|NetworkInterface|EipAssociation)$/,
    door("a network interface"),
  ],
  [/^aws-native:cloudfront:VpcOrigin$/, door("CloudFront to an internal load balancer")],
  [/^aws-native:lambda:Url$/, door("a public URL to a function that can reach the VPC")],
  [/^aws-native:(events:Rule|scheduler:Schedule|pipes:Pipe|stepfunctions:StateMachine)$/, door(runsTask)],
  [/^aws-native:codedeploy:DeploymentGroup$/, door("a test listener to the next revision of a service")],
  [/^aws-native:(cloudformation:|index:ExtensionResource$)/, door("whatever its template names")],
];

/**
 * Siblings of the tokens above that carry no way of their own, whatever their properties are. They are listed so that a
 * new token of a modelled family is noticed (a test reads the provider's tokens) instead of passing by.
 */
export const harmlessTokens: readonly string[] = [
  "aws:ecs/accountSettingDefault:AccountSettingDefault",
  "aws:ecs/capacityProvider:CapacityProvider",
  "aws:ecs/cluster:Cluster",
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  "aws:ecs/tag:Tag",
  "aws:alb/listenerCertificate:ListenerCertificate",
  "aws:lb/listenerCertificate:ListenerCertificate",
  "aws:lb/trustStore:TrustStore",
  "aws:lb/trustStoreRevocation:TrustStoreRevocation",
  "aws:elasticloadbalancingv2/listenerCertificate:ListenerCertificate",
  "aws:applicationloadbalancing/listenerCertificate:ListenerCertificate",
];

const harmlessNative =
  /^aws-native:(ecs:(Cluster|CapacityProvider|ClusterCapacityProviderAssociations)|elasticloadbalancingv2:(TrustStore|TrustStoreRevocation|ListenerCertificate)|apigateway:Account|servicediscovery:(HttpNamespace|PrivateDnsNamespace))$/;

/** The entry for a token, or undefined when it is modelled or can open no way. */
export function notYetModelled(token: string): NotYetModelled | undefined {
  if (Object.hasOwn(tokens, token)) return tokens[token];
  if (!token.startsWith("aws-native:") || harmlessNative.test(token)) return undefined;
  return families.find(([family]) => family.test(token))?.[1];
}

export const notYetModelledTokens: readonly string[] = Object.keys(tokens);
