import { type PublishedResource, unknownText } from "../../validate/plan";
import { planned, urnOf } from "./planned";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const group = "aws:autoscaling/group:Group";
const scaled = {
  resourceId: "service/web/web",
  scalableDimension: "ecs:service:DesiredCount",
  serviceNamespace: "ecs",
};

/** EC2 hosts, and a task with a bridge network on them. */
const hosts = [
  planned(template, "hosts", {
    name: "hosts",
    imageId: unknownText,
    instanceType: "t4g.small",
    userData: "IyEvYmluL3NoCg==",
    iamInstanceProfile: { arn: unknownText },
    metadataOptions: { httpTokens: "required", httpEndpoint: "enabled", httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "false", securityGroups: [unknownText] }],
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 30, volumeType: "gp3", encrypted: "true" } }],
    tagSpecifications: [{ resourceType: "instance", tags: { Name: "hosts" } }],
    updateDefaultVersion: true,
    tags: { Name: "hosts" },
  }),
  planned(
    group,
    "hosts",
    {
      minSize: 0,
      maxSize: 4,
      name: "hosts",
      vpcZoneIdentifiers: unknownText,
      launchTemplate: { id: unknownText, version: "$Latest" },
      protectFromScaleIn: true,
      enabledMetrics: ["GroupDesiredCapacity"],
      metricsGranularity: "1Minute",
      tags: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
    },
    { launchTemplate: [urnOf(template, "hosts")] },
  ),
  planned("aws:ecs/capacityProvider:CapacityProvider", "hosts", {
    name: "hosts",
    autoScalingGroupProvider: {
      autoScalingGroupArn: unknownText,
      managedTerminationProtection: "ENABLED",
      managedScaling: { status: "ENABLED", targetCapacity: 100 },
    },
  }),
  planned("aws:iam/instanceProfile:InstanceProfile", "hosts", { name: "hosts", role: "hosts" }),
  planned("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "hosts", {
    role: "hosts",
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  }),
  planned(task, "bridge", {
    family: "bridge",
    networkMode: "bridge",
    requiresCompatibilities: ["EC2"],
    containerDefinitions: JSON.stringify([
      {
        name: "nginx",
        image: "nginx",
        cpu: 256,
        memory: 256,
        links: ["app"],
        portMappings: [{ containerPort: 80, hostPort: 0 }],
      },
      { name: "app", image: "app", cpu: 256, memory: 256, dockerLabels: { camelCase: "kept" } },
    ]),
  }),
];

/** A canary with alarms, volumes, secrets, and what scales it. */
const release = [
  planned(task, "full", {
    family: "full",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "512",
    memory: "1024",
    executionRoleArn: unknownText,
    ephemeralStorage: { sizeInGib: 30 },
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    volumes: [
      { name: "scratch" },
      {
        name: "files",
        efsVolumeConfiguration: {
          fileSystemId: unknownText,
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: unknownText, iam: "ENABLED" },
        },
      },
    ],
    containerDefinitions: JSON.stringify([
      {
        name: "app",
        image: "app",
        essential: true,
        secrets: [{ name: "TOKEN", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/token" }],
        mountPoints: [{ sourceVolume: "files", containerPath: "/files" }],
        logConfiguration: { logDriver: "awsfirelens", options: { Name: "cloudwatch_logs" } },
      },
      {
        name: "log",
        image: "log",
        essential: true,
        firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
      },
    ]),
    tags: { Name: "full" },
  }),
  planned(
    "aws:ecs/service:Service",
    "canary",
    {
      name: "canary",
      taskDefinition: unknownText,
      desiredCount: 2,
      networkConfiguration: { subnets: unknownText, securityGroups: [unknownText, unknownText], assignPublicIp: false },
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", weight: 1, base: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
      deploymentConfiguration: {
        strategy: "CANARY",
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryPercent: "10.0", canaryBakeTimeInMinutes: "10" },
      },
      alarms: { enable: true, rollback: true, alarmNames: ["web-5xx"] },
      loadBalancers: [
        {
          targetGroupArn: unknownText,
          containerName: "app",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: unknownText,
            productionListenerRule: unknownText,
            roleArn: unknownText,
          },
        },
      ],
      serviceRegistries: { registryArn: unknownText },
      enableExecuteCommand: false,
      forceNewDeployment: false,
      waitForSteadyState: true,
    },
    { taskDefinition: [urnOf(task, "full")] },
  ),
  planned("aws:appautoscaling/target:Target", "web", { ...scaled, minCapacity: 2, maxCapacity: 10 }),
  planned("aws:appautoscaling/policy:Policy", "web", {
    ...scaled,
    name: "requests",
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 500,
      scaleInCooldown: 300,
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: unknownText,
      },
    },
  }),
  planned("aws:appautoscaling/scheduledAction:ScheduledAction", "night", {
    ...scaled,
    name: "night",
    schedule: "cron(0 22 * * ? *)",
    timezone: "Europe/Berlin",
    scalableTargetAction: { minCapacity: 0, maxCapacity: 1 },
  }),
];

const watching = [
  planned("aws:cloudwatch/metricAlarm:MetricAlarm", "edge", {
    name: "web-5xx",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    threshold: 5,
    metricName: "HTTPCode_ELB_5XX_Count",
    namespace: "AWS/ApplicationELB",
    period: 60,
    statistic: "Sum",
    dimensions: { LoadBalancer: unknownText },
    treatMissingData: "notBreaching",
    alarmActions: [unknownText],
  }),
  planned("aws:cloudwatch/metricAlarm:MetricAlarm", "ratio", {
    name: "ratio",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    threshold: 1,
    metricQueries: [
      { id: "ratio", expression: "errors / requests", returnData: true },
      { id: "errors", metric: { metricName: "Errors", namespace: "gatehouse", period: 60, stat: "Sum" } },
      {
        id: "requests",
        metric: {
          metricName: "Requests",
          namespace: "gatehouse",
          period: 60,
          stat: "Sum",
          dimensions: { Service: "web" },
        },
      },
    ],
  }),
  planned("aws:cloudwatch/logMetricFilter:LogMetricFilter", "proxy", {
    name: "proxy-5xx",
    logGroupName: "/ecs/web/nginx",
    pattern: "{ $.status >= 500 }",
    metricTransformation: { name: "Errors", namespace: "gatehouse", value: "1", defaultValue: "0" },
  }),
  planned("aws:cloudwatch/dashboard:Dashboard", "web", { dashboardName: "web", dashboardBody: '{"widgets":[]}' }),
  planned("aws:ec2/flowLog:FlowLog", "web", {
    vpcId: "vpc-0123456789abcdef0",
    trafficType: "REJECT",
    logDestinationType: "cloud-watch-logs",
    logDestination: unknownText,
    iamRoleArn: unknownText,
    maxAggregationInterval: 60,
  }),
];

const told = [
  planned("aws:cloudwatch/eventRule:EventRule", "stopped", {
    name: "stopped",
    eventPattern: '{"source":["aws.ecs"]}',
  }),
  planned("aws:cloudwatch/eventTarget:EventTarget", "stopped", {
    rule: "stopped",
    arn: unknownText,
    targetId: "topic",
    eventBusName: "default",
  }),
  planned("aws:sns/topic:Topic", "alarms", { name: "alarms" }),
  planned(
    "aws:sns/topicPolicy:TopicPolicy",
    "alarms",
    { arn: unknownText, policy: unknownText },
    { arn: [urnOf("aws:sns/topic:Topic", "alarms")] },
  ),
];

const kept = [
  planned("aws:efs/fileSystem:FileSystem", "files", {
    encrypted: true,
    lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
    tags: { Name: "files" },
  }),
  planned("aws:efs/mountTarget:MountTarget", "files", {
    fileSystemId: unknownText,
    subnetId: "subnet-0123456789abcdef0",
    securityGroups: ["sg-0123456789abcdef0"],
  }),
  planned("aws:efs/accessPoint:AccessPoint", "files", {
    fileSystemId: unknownText,
    posixUser: { uid: 1000, gid: 1000 },
    rootDirectory: { path: "/web", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" } },
    tags: { Name: "files" },
  }),
  planned("aws:secretsmanager/secret:Secret", "token", { name: "web/token", recoveryWindowInDays: 0 }),
  planned("aws:secretsmanager/secretVersion:SecretVersion", "token", {
    secretId: unknownText,
    secretString: "[secret]",
  }),
  planned("aws:ssm/parameter:Parameter", "token", { name: "/web/token", type: "SecureString", value: "[secret]" }),
  planned("aws:kms/key:Key", "web", { description: "web", enableKeyRotation: true, deletionWindowInDays: 7 }),
  planned(
    "aws:kms/alias:Alias",
    "web",
    { name: "alias/web", targetKeyId: unknownText },
    { targetKeyId: [urnOf("aws:kms/key:Key", "web")] },
  ),
  planned("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
    vpcId: "vpc-0123456789abcdef0",
    serviceName: "com.amazonaws.eu-west-1.s3",
    vpcEndpointType: "Gateway",
    routeTableIds: [unknownText],
    policy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}',
  }),
  planned("aws:route53/record:Record", "web", {
    zoneId: unknownText,
    name: "web.example.com",
    type: "A",
    aliases: [{ name: unknownText, zoneId: unknownText, evaluateTargetHealth: true }],
  }),
  planned("aws:route53/record:Record", "validation", {
    zoneId: unknownText,
    name: unknownText,
    type: "CNAME",
    ttl: 60,
    records: [unknownText],
    allowOverwrite: true,
  }),
];

/** What a service is made of in the shapes that have no stack of their own yet. */
export const serviceResources: PublishedResource[] = [...hosts, ...release, ...watching, ...told, ...kept];
