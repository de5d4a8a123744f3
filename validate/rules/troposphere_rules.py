"""Lets troposphere, another library that models CloudFormation, judge each resource beside cfn-lint's schemas."""

import contextlib
import io

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from troposphere import validators
from troposphere.template_generator import TemplateGenerator

# Elastic Load Balancing API reference, CreateTargetGroup: the same rule for a name as of CreateLoadBalancer, for which
# alone troposphere applies its check.
ALSO = {("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"): validators.elb_name}


class TroposphereAccepts(CloudFormationLintRule):
    id = "E9101"
    shortdesc = "troposphere accepts the value"
    description = "Values that CloudFormation's schemas leave open, such as ports and the names of load balancers"
    tags = ["resources"]

    def match(self, cfn):
        return [RuleMatch(path, str(error)) for path, error in errors(cfn) if isinstance(error, ValueError)]


class TroposphereKnows(CloudFormationLintRule):
    id = "I9102"
    shortdesc = "troposphere knows the property"
    description = "cfn-lint alone judges what troposphere does not have, or has with another type"
    tags = ["resources"]

    def match(self, cfn):
        return [RuleMatch(path, str(error)) for path, error in errors(cfn) if not isinstance(error, ValueError)]


def errors(cfn):
    """What troposphere says of each property by itself, so that no error hides another."""
    for logical_id, resource in cfn.get_resources().items():
        for name, value in resource.get("Properties", {}).items():
            error = error_of(logical_id, resource["Type"], name, value)
            if error is not None:
                yield ["Resources", logical_id, "Properties", name], error


def error_of(logical_id, kind, name, value):
    try:
        # troposphere says on standard error too what it raises.
        with contextlib.redirect_stderr(io.StringIO()):
            TemplateGenerator({"Resources": {logical_id: {"Type": kind, "Properties": {name: value}}}})
            if isinstance(value, str):
                ALSO.get((kind, name), validators.ignore)(value)
    except (AttributeError, TypeError, ValueError) as error:
        return error
    return None
