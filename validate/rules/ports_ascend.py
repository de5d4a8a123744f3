"""Our own check: none of the libraries used here compares a range's two ends."""

from cfnlint.rules import CloudFormationLintRule, RuleMatch

RULES = ("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress")


class PortsAscend(CloudFormationLintRule):
    id = "E9201"
    shortdesc = "A range of ports ascends"
    description = "FromPort of a TCP or UDP rule is not above ToPort (EC2 API reference, IpPermission)"
    tags = ["resources", "ec2"]

    def match(self, cfn):
        matches = []
        for kind in RULES:
            for logical_id, resource in cfn.get_resources(kind).items():
                properties = resource.get("Properties", {})
                first, last = properties.get("FromPort"), properties.get("ToPort")
                ports = properties.get("IpProtocol") in ("tcp", "udp", "6", "17")
                if ports and isinstance(first, int) and isinstance(last, int) and first > last:
                    message = f"ports {first} to {last}: the first is above the last"
                    matches.append(RuleMatch(["Resources", logical_id, "Properties", "FromPort"], message))
        return matches
