/** Calls of the AWS API that open a way, by the service as the AWS CLI names it. */
const calls: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["create-rest-api", "import-rest-api", "put-integration", "put-rest-api", "update-integration"],
  apigatewayv2: ["create-api", "create-integration", "import-api", "update-integration"],
  apprunner: ["create-service", "update-service"],
  autoscaling: ["attach-load-balancer-target-groups", "attach-load-balancers", "attach-traffic-sources"],
  cloudformation: ["create-change-set", "create-stack", "deploy", "execute-change-set", "update-stack"],
  cloudfront: ["create-distribution", "create-vpc-origin", "update-distribution", "update-vpc-origin"],
  deploy: ["create-deployment", "create-deployment-group", "update-deployment-group"],
  ec2: [
    ...[
      "associate-address",
      "attach-network-interface",
      "authorize-security-group-ingress",
      "create-network-interface",
    ],
    ...["create-route", "create-vpc-endpoint-service-configuration", "modify-instance-attribute"],
    ...["modify-managed-prefix-list", "modify-network-interface-attribute", "modify-security-group-rules"],
    ...["replace-route", "run-instances"],
  ],
  ecs: [
    ...["create-express-gateway-service", "create-service", "create-task-set", "run-task", "start-task"],
    ...["update-express-gateway-service", "update-service-primary-task-set"],
  ],
  elb: [
    ...["apply-security-groups-to-load-balancer", "create-load-balancer", "create-load-balancer-listeners"],
    ...["register-instances-with-load-balancer"],
  ],
  elbv2: [
    ...["create-listener", "create-load-balancer", "create-rule", "modify-listener", "modify-rule", "register-targets"],
    ...["set-security-groups"],
  ],
  events: ["put-targets"],
  globalaccelerator: ["add-endpoints", "create-endpoint-group", "update-endpoint-group"],
  lambda: ["create-function-url-config", "update-function-url-config"],
  lightsail: ["create-container-service-deployment", "open-instance-public-ports", "put-instance-public-ports"],
  scheduler: ["create-schedule", "update-schedule"],
  servicediscovery: ["register-instance"],
  "vpc-lattice": ["create-listener", "create-rule", "register-targets", "update-listener", "update-rule"],
};

/** Programs that deploy whatever their own files say. */
const deployers = ["cdk deploy", "copilot deploy", "pulumi up", "sam deploy", "terraform apply", "tofu apply"];

/** A redeployment of a service changes nothing; these options of `update-service` do. */
const redeployment = /\becs\s+update-service\b/;
const changesOfService =
  /--(?:cli-input|load-balancers|network-configuration|service-(?:connect|registries)|task-definition|vpc-lattice)/;

/** Whether one command of the program is such an update; the options stand behind its name. */
function changesService(text: string): boolean {
  return text.split(/[;&|]/).some((command) => {
    const at = command.search(redeployment);
    return at !== -1 && changesOfService.test(command.slice(at));
  });
}

/** Each call as a shell has it: the service, options with or without a value, the operation. */
const patterns = Object.entries(calls).flatMap(([service, operations]) =>
  operations.map((operation) => ({
    call: `${service} ${operation}`,
    pattern: new RegExp(`\\b${service}\\s+(?:-\\S+\\s+(?:[^\\s-]\\S*\\s+)?){0,9}${operation}(?![\\w-])`),
  })),
);

/** Names that no other program would use: they are recognised without their service, as in a script that calls an SDK. */
const unmistakable = ["authorize-security-group-ingress", "modify-security-group-rules", "create-function-url-config"];

/** "authorize-security-group-ingress" in every spelling of the CLI and of the SDKs. */
const plain = (name: string): string => name.replaceAll(/[-_]/g, "").toLowerCase();

/** One line, as the shell joins it. */
const joined = (program: string): string =>
  program
    .replaceAll(/\\\s*\n/g, " ")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();

/** The first call in a program's text that opens a way: "ec2 authorize-security-group-ingress". */
export function openingCall(program: string): string | undefined {
  const text = joined(program);
  const deployer = deployers.find((each) => text.includes(each));
  if (deployer !== undefined) return deployer;
  if (changesService(text)) return "ecs update-service";
  const shell = patterns.find(({ pattern }) => pattern.test(text));
  return shell?.call ?? unmistakable.find((each) => plain(text).includes(plain(each)));
}
