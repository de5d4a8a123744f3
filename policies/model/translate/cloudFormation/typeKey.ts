/**
 * One name for a type of CloudFormation and for aws-native's token of it: "ecs:service" of `AWS::ECS::Service` and of
 * `aws-native:ecs:Service`. Undefined for every other token.
 */
export function typeKey(token: string): string | undefined {
  const parts = /^(?:aws-native:|AWS::)([A-Za-z0-9-]+)::?([A-Za-z0-9]+)$/.exec(token);
  return parts === null ? undefined : `${parts[1]}:${parts[2]}`.toLowerCase();
}
