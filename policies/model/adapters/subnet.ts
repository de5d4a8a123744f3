import { cidr } from "../../values/addresses";
import { anyOf, type Decision, decided, maybe, maybeOutside, no, yes } from "../../values/decision";
import { classify, isKnown, text, truth, type Value } from "../../values/value";
import type { Model } from "../model";
import type { References } from "../reference";
import { type Resource, read } from "../resource";

/** The addresses of a /44, the largest IPv6 block that a VPC can have (Amazon VPC, "VPC CIDR blocks"). */
const largestBlock = 1n << 84n;

/** `aws.ec2.Vpc`, `aws.ec2.DefaultVpc` and `aws.ec2.VpcIpv6CidrBlockAssociation`, for the IPv6 block that they bring. */
export function ipv6Block(resource: Resource, _references: References, model: Model): void {
  for (const raw of [read(resource, "ipv6CidrBlock"), classify(resource.outputs.ipv6CidrBlock)]) {
    const written = text(raw);
    const block = written.state === "known" ? cidr(written.value) : undefined;
    const own = block?.ipv6.filter(({ first, last }) => last - first < largestBlock) ?? [];
    if (own.length > 0) model.network.ownBlocks.push({ ipv4: [], ipv6: own });
  }
}

/** `aws.ec2.Subnet` and `aws.ec2.DefaultSubnet`. */
export function subnet(resource: Resource, references: References, model: Model): void {
  const ipv6Only = flag(read(resource, "ipv6Native"));
  model.network.subnets.set(resource.urn, {
    key: resource.urn,
    ipv6: anyOf([
      ipv6Only,
      // EC2 refuses it for a subnet without an IPv6 block.
      flag(read(resource, "assignIpv6AddressOnCreation")),
      ...["ipv6CidrBlock", "ipv6IpamPoolId", "ipv6NetmaskLength"].map((key) => isGiven(read(resource, key))),
    ]),
    ipv6Only,
    vpc: references.one(resource, "vpcId", read(resource, "vpcId"), "vpc"),
    region: resource.region,
  });
}

/**
 * `aws.ecs.AccountSettingDefault`: tasks get IPv6 addresses unless `dualStackIPv6` is switched off, and then those of a
 * principal with a setting of its own may still.
 */
export function accountSetting(resource: Resource, _references: References, model: Model): void {
  if (!isKnown(text(read(resource, "name")), "dualStackIPv6")) return;
  const value = text(read(resource, "value"));
  const on = value.state !== "known" ? maybe : value.value === "disabled" ? maybeOutside : yes;
  model.network.dualStackSettings.push({ region: resource.region, on });
}

function flag(raw: Value<unknown>): Decision {
  const value = truth(raw);
  if (value.state === "absent") return no;
  return value.state === "known" ? decided(value.value) : maybe;
}

const isGiven = ({ state }: Value<unknown>): Decision => (state === "known" ? yes : state === "absent" ? no : maybe);
