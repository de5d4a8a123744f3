import { autoScalingGroup, instance, launchConfiguration, launchTemplate } from "../adapters/host";
import { autoScalingAttachment, autoScalingTargets, elasticAddress } from "../adapters/hostAttachment";
import { type Adapter, type Family, node, opaque } from "./family";

const group: Adapter = (resource, references, model) => {
  autoScalingGroup(resource, references, model);
  autoScalingTargets(resource, references, model);
};

const fleet = "instances that this pack does not see";

/** EC2 hosts: where the ports of tasks outside of awsvpc listen, and where an application can run without ECS. */
export const hosts: Family = {
  "aws:ec2/instance:Instance": node("host", instance),
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": node("host", instance),
  "aws:ec2/launchTemplate:LaunchTemplate": node("launchTemplate", launchTemplate),
  "aws:ec2/launchConfiguration:LaunchConfiguration": node("launchTemplate", launchConfiguration),
  "aws:autoscaling/group:Group": node("host", group),
  "aws:autoscaling/attachment:Attachment": node("targetGroupAttachment", autoScalingAttachment),
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": node(
    "targetGroupAttachment",
    autoScalingAttachment,
  ),
  "aws:ec2/eip:Eip": node("elasticAddress", elasticAddress),
  "aws:ec2/eipAssociation:EipAssociation": node("elasticAddress", elasticAddress),
  "aws:ec2/fleet:Fleet": opaque(fleet),
  "aws:ec2/spotFleetRequest:SpotFleetRequest": opaque(fleet),
  "aws:autoscaling/lifecycleHook:LifecycleHook": "harmless",
  "aws:autoscaling/notification:Notification": "harmless",
  "aws:autoscaling/policy:Policy": "harmless",
  "aws:autoscaling/schedule:Schedule": "harmless",
  "aws:autoscaling/tag:Tag": "harmless",
};
