import { classify, type Properties } from "../../../values/value";
import { unknownText } from "../unknownText";

/** Blocks that may stand once, which Terraform keeps as a list of one and pulumi-aws as an object. */
const singleBlocks = new Set(
  [
    ["advanced_configuration", "auto_scaling_group_provider", "authenticate_cognito", "authenticate_oidc"],
    ["awsvpc_configuration", "aws_vpc_configuration", "custom_origin_config"],
    ["default_cache_behavior", "deployment_controller", "dns_config", "ecs_parameters", "ecs_service", "ecs_target"],
    ["ecs_task_parameters", "fixed_response", "forward", "health_check", "image_repository", "ingress_configuration"],
    ["launch_template", "launch_template_specification", "load_balancer_info", "mixed_instances_policy"],
    ["network_configuration", "primary_container", "prod_traffic_route", "proxy_configuration", "public_endpoint"],
    ["redirect", "service_connect_configuration", "service_registries", "source_configuration", "target"],
    ["target_group_pair_info", "target_parameters", "test_traffic_route", "tls_config", "traffic_source"],
    ["vpc_origin_config", "vpc_origin_endpoint_config"],
  ].flat(),
);

/** Names in the singular that pulumi-aws writes in the plural. */
const plurals: Readonly<Record<string, string>> = {
  action: "actions",
  condition: "conditions",
  container: "containers",
  default_action: "defaultActions",
  endpoint_configuration: "endpointConfigurations",
  entry: "entries",
  listener: "listeners",
  load_balancer: "loadBalancers",
  network_interface: "networkInterfaces",
  ordered_cache_behavior: "orderedCacheBehaviors",
  origin: "origins",
  port_override: "portOverrides",
  port_range: "portRanges",
  record: "records",
  route: "routes",
  service: "services",
  setting: "settings",
  subnet_mapping: "subnetMappings",
  target_group: "targetGroups",
  volume: "volumes",
  vpc_zone_identifier: "vpcZoneIdentifiers",
};

const deepest = 40;

/** Terraform's properties under the names, and in the shape, that pulumi-aws gives them. */
export function fromTerraform(properties: Properties): Properties {
  return convert(properties, 0) as Properties;
}

export function pulumiName(name: string, value: unknown): string {
  // `service` is a block in a mesh and an id in a task set: only lists have a plural.
  if (Array.isArray(value) && Object.hasOwn(plurals, name)) return plurals[name] as string;
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function convert(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return unknownText;
  if (Array.isArray(value)) return Array.from(value, (each) => convert(each, depth + 1));
  const result: Properties = Object.create(null);
  for (const [key, each] of Object.entries(value)) {
    const name = pulumiName(key, each);
    const converted = convert(singleBlocks.has(key) ? onlyBlock(each) : each, depth + 1);
    result[name] = name in result ? unknownText : converted;
  }
  return result;
}

/** The block itself; of several, which no schema allows, it is not known which one counts. */
function onlyBlock(value: unknown): unknown {
  if (!Array.isArray(value) || value.some((each) => classify(each).state === "known" && typeof each !== "object")) {
    return value;
  }
  return value.length > 1 ? unknownText : value[0];
}
