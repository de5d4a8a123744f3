import { classify, type Properties } from "../../../values/value";
import { renamedKeys } from "../renamedKeys";
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

/** Terraform's properties under the names, and in the shape, that pulumi-aws gives them. */
export function fromTerraform(properties: Properties): Properties {
  return renamedKeys(properties, (key, value) => ({
    name: pulumiName(key, value),
    value: singleBlocks.has(key) ? onlyBlock(value) : value,
  }));
}

export function pulumiName(name: string, value: unknown): string {
  // `service` is a block in a mesh and an id in a task set: only lists have a plural.
  if (Array.isArray(value) && Object.hasOwn(plurals, name)) return plurals[name] as string;
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The block itself; of several, which no schema allows, it is not known which one counts. */
function onlyBlock(value: unknown): unknown {
  if (!Array.isArray(value) || value.some((each) => classify(each).state === "known" && typeof each !== "object")) {
    return value;
  }
  return value.length > 1 ? unknownText : value[0];
}
