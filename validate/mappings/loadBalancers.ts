import type * as aws from "@pulumi/aws";
import {
  attribute,
  either,
  noCounterpart,
  property,
  type ResourceTable,
  resource,
  type Shape,
  spread,
} from "../mapping";

const ofBalancer = (key: string) => attribute("LoadBalancerAttributes", key);
const ofTargetGroup = (key: string) => attribute("TargetGroupAttributes", key);
const ofListener = (key: string) => attribute("ListenerAttributes", key);

const logs = (key: string) =>
  spread({
    bucket: ofBalancer(`${key}.s3.bucket`),
    enabled: ofBalancer(`${key}.s3.enabled`),
    prefix: ofBalancer(`${key}.s3.prefix`),
  });

const stickiness = property("TargetGroupStickinessConfig", { shape: { duration: property("DurationSeconds") } });

const action: Shape = {
  fixedResponse: property("FixedResponseConfig"),
  redirect: property("RedirectConfig"),
  forward: property("ForwardConfig", {
    shape: { stickiness, targetGroups: property("TargetGroups", { shape: { arn: property("TargetGroupArn") } }) },
  }),
  authenticateCognito: property("AuthenticateCognitoConfig"),
  authenticateOidc: property("AuthenticateOidcConfig"),
  jwtValidation: property("JwtValidationConfig"),
};

/** A condition names its kind in CloudFormation; in Pulumi its kind is which property it has. */
const condition = (field: string, to: string, shape: Shape = {}) => property(to, { shape, beside: { Field: field } });

const conditions: Shape = {
  hostHeader: condition("host-header", "HostHeaderConfig"),
  httpHeader: condition("http-header", "HttpHeaderConfig"),
  httpRequestMethod: condition("http-request-method", "HttpRequestMethodConfig"),
  pathPattern: condition("path-pattern", "PathPatternConfig"),
  queryStrings: property("QueryStringConfig.Values", { beside: { Field: "query-string" } }),
  sourceIp: condition("source-ip", "SourceIpConfig"),
};

const healthCheck = spread({
  enabled: property("HealthCheckEnabled"),
  healthyThreshold: property("HealthyThresholdCount"),
  interval: property("HealthCheckIntervalSeconds"),
  // A gRPC target's code is given in the same place; of a target group that is not gRPC AWS wants the HTTP code.
  matcher: property("Matcher.HttpCode"),
  path: property("HealthCheckPath"),
  port: property("HealthCheckPort"),
  protocol: property("HealthCheckProtocol"),
  timeout: property("HealthCheckTimeoutSeconds"),
  unhealthyThreshold: property("UnhealthyThresholdCount"),
});

const targetGroupStickiness = spread({
  cookieDuration: ofTargetGroup("stickiness.lb_cookie.duration_seconds"),
  cookieName: ofTargetGroup("stickiness.app_cookie.cookie_name"),
  enabled: ofTargetGroup("stickiness.enabled"),
  type: ofTargetGroup("stickiness.type"),
});

const unhealthyTargets = spread({
  enableUnhealthyConnectionTermination: ofTargetGroup("target_health_state.unhealthy.connection_termination.enabled"),
  unhealthyDrainingInterval: ofTargetGroup("target_health_state.unhealthy.draining_interval_seconds"),
});

/** Elastic Load Balancing: what Pulumi has as properties is often an entry of a list of attributes. */
export const loadBalancers: ResourceTable = {
  "aws:lb/loadBalancer:LoadBalancer": resource<aws.lb.LoadBalancerArgs>("AWS::ElasticLoadBalancingV2::LoadBalancer", {
    arn: "Ref",
    shape: {
      accessLogs: logs("access_logs"),
      clientKeepAlive: ofBalancer("client_keep_alive.seconds"),
      connectionLogs: logs("connection_logs"),
      desyncMitigationMode: ofBalancer("routing.http.desync_mitigation_mode"),
      dnsRecordClientRoutingPolicy: ofBalancer("dns_record.client_routing_policy"),
      dropInvalidHeaderFields: ofBalancer("routing.http.drop_invalid_header_fields.enabled"),
      enableCrossZoneLoadBalancing: ofBalancer("load_balancing.cross_zone.enabled"),
      enableDeletionProtection: ofBalancer("deletion_protection.enabled"),
      enableHttp2: ofBalancer("routing.http2.enabled"),
      enableTlsVersionAndCipherSuiteHeaders: ofBalancer("routing.http.x_amzn_tls_version_and_cipher_suite.enabled"),
      enableWafFailOpen: ofBalancer("waf.fail_open.enabled"),
      enableXffClientPort: ofBalancer("routing.http.xff_client_port.enabled"),
      enableZonalShift: ofBalancer("zonal_shift.config.enabled"),
      healthCheckLogs: logs("health_check_logs"),
      idleTimeout: ofBalancer("idle_timeout.timeout_seconds"),
      internal: property("Scheme", { words: either("internal", "internet-facing") }),
      loadBalancerType: property("Type"),
      preserveHostHeader: ofBalancer("routing.http.preserve_host_header.enabled"),
      xffHeaderProcessingMode: ofBalancer("routing.http.xff_header_processing.mode"),
    },
  }),
  "aws:lb/targetGroup:TargetGroup": resource<aws.lb.TargetGroupArgs>("AWS::ElasticLoadBalancingV2::TargetGroup", {
    arn: "Ref",
    shape: {
      connectionTermination: ofTargetGroup("deregistration_delay.connection_termination.enabled"),
      deregistrationDelay: ofTargetGroup("deregistration_delay.timeout_seconds"),
      healthCheck,
      lambdaMultiValueHeadersEnabled: ofTargetGroup("lambda.multi_value_headers.enabled"),
      loadBalancingAlgorithmType: ofTargetGroup("load_balancing.algorithm.type"),
      loadBalancingAnomalyMitigation: ofTargetGroup("load_balancing.algorithm.anomaly_mitigation"),
      loadBalancingCrossZoneEnabled: ofTargetGroup("load_balancing.cross_zone.enabled"),
      preserveClientIp: ofTargetGroup("preserve_client_ip.enabled"),
      proxyProtocolV2: ofTargetGroup("proxy_protocol_v2.enabled"),
      slowStart: ofTargetGroup("slow_start.duration_seconds"),
      stickiness: targetGroupStickiness,
      targetHealthStates: unhealthyTargets,
    },
  }),
  "aws:lb/listener:Listener": resource<aws.lb.ListenerArgs>("AWS::ElasticLoadBalancingV2::Listener", {
    arn: "Ref",
    shape: {
      alpnPolicy: property("AlpnPolicy.0"),
      certificateArn: property("Certificates.0.CertificateArn"),
      defaultActions: property("DefaultActions", { shape: action }),
      routingHttpResponseServerEnabled: ofListener("routing.http.response.server.enabled"),
      routingHttpResponseStrictTransportSecurityHeaderValue: ofListener(
        "routing.http.response.strict_transport_security.header_value",
      ),
      routingHttpResponseContentSecurityPolicyHeaderValue: ofListener(
        "routing.http.response.content_security_policy.header_value",
      ),
      routingHttpResponseXContentTypeOptionsHeaderValue: ofListener(
        "routing.http.response.x_content_type_options.header_value",
      ),
      routingHttpResponseXFrameOptionsHeaderValue: ofListener("routing.http.response.x_frame_options.header_value"),
      tcpIdleTimeoutSeconds: ofListener("tcp.idle_timeout.seconds"),
    },
  }),
  "aws:lb/listenerRule:ListenerRule": resource<aws.lb.ListenerRuleArgs>("AWS::ElasticLoadBalancingV2::ListenerRule", {
    arn: "Ref",
    shape: {
      actions: property("Actions", { shape: action }),
      conditions: property("Conditions", { shape: conditions }),
    },
  }),
  "aws:lb/listenerCertificate:ListenerCertificate": resource<aws.lb.ListenerCertificateArgs>(
    "AWS::ElasticLoadBalancingV2::ListenerCertificate",
    { shape: { certificateArn: property("Certificates.0.CertificateArn") } },
  ),
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": noCounterpart(
    "CloudFormation lists targets in the target group; the ids are AWS's own",
  ),
};
