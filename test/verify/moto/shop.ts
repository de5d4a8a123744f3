import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";

// As in the command: the warning is about versions of the SDK to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Settings of the SDK that lead to moto, for this process and, by `environment`, for the command. */
export const region = "eu-west-1";
export const environment = { AWS_REGION: region, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** A service `web` in cluster `shop` at moto, running web:1, and afterwards updated to web:2 where a test says so. */
export class Shop {
  private readonly ecs: ECSClient;
  private readonly logs: CloudWatchLogsClient;

  constructor(endpoint: string) {
    this.ecs = new ECSClient({ endpoint, region, credentials });
    this.logs = new CloudWatchLogsClient({ endpoint, region, credentials });
  }

  /** The ARN of web:1. */
  async open(): Promise<string> {
    await this.ecs.send(new CreateClusterCommand({ clusterName: "shop" }));
    const taskDefinition = await this.register();
    await this.ecs.send(
      new CreateServiceCommand({ cluster: "shop", serviceName: "web", taskDefinition, desiredCount: 2 }),
    );
    for (const container of ["nginx", "app"]) {
      await this.logs.send(new CreateLogGroupCommand({ logGroupName: `/ecs/shop/${container}` }));
    }
    return taskDefinition;
  }

  /** The next revision of the task definition; its ARN. */
  async register(): Promise<string> {
    const container = (name: string) => ({
      name,
      image: `${name}:latest`,
      memory: 128,
      logConfiguration: {
        logDriver: "awslogs" as const,
        options: {
          "awslogs-group": `/ecs/shop/${name}`,
          "awslogs-region": region,
          "awslogs-stream-prefix": "ecs",
        },
      },
    });
    const environment = [{ name: "DATABASE_PASSWORD", value: "open-sesame" }];
    const containerDefinitions = [{ ...container("app"), environment }, container("nginx")];
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({ family: "web", containerDefinitions }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  /** Runs a task that logs these lines and is stopped for this reason; its id. */
  async failingTask(taskDefinition: string, lines: readonly string[], reason: string): Promise<string> {
    const { tasks } = await this.ecs.send(
      new RunTaskCommand({ cluster: "shop", taskDefinition, launchType: "FARGATE", startedBy: "ecs-svc/2" }),
    );
    const arn = tasks?.[0]?.taskArn ?? "";
    const stream = { logGroupName: "/ecs/shop/app", logStreamName: `ecs/app/${arn.slice(arn.lastIndexOf("/") + 1)}` };
    const logEvents = lines.map((message, index) => ({ timestamp: Date.now() + index, message }));
    await this.logs.send(new CreateLogStreamCommand(stream));
    await this.logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
    await this.ecs.send(new StopTaskCommand({ cluster: "shop", task: arn, reason }));
    return stream.logStreamName.slice("ecs/app/".length);
  }
}
