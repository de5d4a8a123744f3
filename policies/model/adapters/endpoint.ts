import { type Decision, decided, maybe, no, yes } from "../../values/decision";
import { items, property, text, truth, type Value } from "../../values/value";
import type { Adapter } from "../families/family";
import type { Model } from "../model";
import type { References } from "../reference";
import { nameOf, type Resource, read } from "../resource";

const told = (resource: Resource, noun: string, open: Decision, images: readonly Value<string>[] = []) => ({
  edge: { urn: resource.urn },
  title: `${noun} ${nameOf(resource.urn)}`,
  open,
  images,
  functions: [],
});

/** `aws.apprunner.Service`: public unless it says otherwise (App Runner, `IngressConfiguration`). */
export function appRunnerService(resource: Resource, _references: References, model: Model): void {
  const ingress = property(read(resource, "networkConfiguration"), "ingressConfiguration");
  const open = truth(property(ingress, "isPubliclyAccessible"));
  const repository = property(read(resource, "sourceConfiguration"), "imageRepository");
  const image = text(property(repository, "imageIdentifier"));
  model.containerEndpoints.push(told(resource, "App Runner service", byDefault(open, yes), [image]));
}

/** `aws.lightsail.ContainerServiceDeploymentVersion`: public when it names an endpoint. */
export function lightsailDeployment(resource: Resource, _references: References, model: Model): void {
  const endpoint = read(resource, "publicEndpoint");
  const containers = items(read(resource, "containers"));
  const images = containers.state === "known" ? containers.value.map((each) => text(property(each, "image"))) : [];
  const open = endpoint.state === "absent" ? no : endpoint.state === "unknown" ? maybe : yes;
  model.containerEndpoints.push(told(resource, "Lightsail deployment", open, images));
}

/** `aws.lambda.FunctionUrl`: open to everyone unless IAM signs each request; the function's image may be an application's. */
export function functionUrl(resource: Resource, references: References, model: Model): void {
  const authorization = text(read(resource, "authorizationType"));
  const open =
    authorization.state === "known"
      ? decided(authorization.value !== "AWS_IAM")
      : authorization.state === "unknown"
        ? maybe
        : yes;
  const of = references.one(resource, "functionName", read(resource, "functionName"), "function");
  model.endpoints.push({ ...told(resource, "function URL", open), functions: of === undefined ? [] : [of] });
}

/** `aws.lambda.Function`, for the image that a URL of it would serve. */
export function lambdaFunction(resource: Resource, _references: References, model: Model): void {
  const image = text(read(resource, "imageUri"));
  if (image.state !== "absent") model.functionImages.set(resource.urn, image);
}

/** Annotations of the two load balancer controllers. */
const internalAnnotation = "service.beta.kubernetes.io/aws-load-balancer-internal";
const schemeAnnotation = "service.beta.kubernetes.io/aws-load-balancer-scheme";

/** `kubernetes:core/v1:Service`: public as a load balancer, unless an annotation makes it internal. */
export function kubernetesService(resource: Resource, _references: References, model: Model): void {
  const type = text(property(read(resource, "spec"), "type"));
  if (type.state === "absent" || (type.state === "known" && type.value !== "LoadBalancer")) return;
  const annotations = property(read(resource, "metadata"), "annotations");
  const scheme = text(property(annotations, schemeAnnotation));
  const internal = truth(property(annotations, internalAnnotation));
  const closed =
    (internal.state === "known" && internal.value) || (scheme.state === "known" && scheme.value === "internal");
  model.endpoints.push(told(resource, "Kubernetes service", closed ? no : type.state === "unknown" ? maybe : yes));
}

/** What is public as soon as it exists, under a noun of its own. */
export const alwaysOpen =
  (noun: string): Adapter =>
  (resource, _references, model) => {
    model.endpoints.push(told(resource, noun, yes));
  };

/** `aws.elasticbeanstalk.Environment`: a web server, behind an internal load balancer only if a setting says so. */
export function beanstalkEnvironment(resource: Resource, _references: References, model: Model): void {
  const tier = text(read(resource, "tier"));
  if (tier.state === "known" && tier.value === "Worker") return;
  const settings = items(read(resource, "settings"));
  const all = settings.state === "known" ? settings.value : [];
  const internal = all.some((each) => says(each, "ELBScheme", "internal"));
  model.endpoints.push(
    told(resource, "Elastic Beanstalk environment", internal ? no : settings.state === "unknown" ? maybe : yes),
  );
}

function says(setting: Value<unknown>, name: string, value: string): boolean {
  const [given, worth] = [text(property(setting, "name")), text(property(setting, "value"))];
  return given.state === "known" && given.value === name && worth.state === "known" && worth.value === value;
}

const byDefault = (flag: Value<boolean>, otherwise: Decision): Decision =>
  flag.state === "known" ? decided(flag.value) : flag.state === "unknown" ? maybe : otherwise;
