import { statSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../nginx";
import { Architecture } from "./architecture";
import { checkChoice } from "./choice";
import { contentTag } from "./contentTag";
import { refuse } from "./invalidArguments";
import { checkScopedNames, repositoryName } from "./naming";
import { checkArguments } from "./shapes/checkArguments";
import { containerImageShape } from "./shapes/imageShape";

export interface ContainerImageArgs {
  /** Folder of the build context, relative to the project. Plain, because the image's tag is the hash of its content. */
  context: string;
  /** The Dockerfile, relative to the project. @default `Dockerfile` in the context */
  dockerfile?: string;
  /** Build arguments, such as the base image. @default none */
  buildArgs?: Record<string, string>;
  /** Processor to build for; the task's must be the same. @default "x86_64" */
  architecture?: Architecture;
  /** How many contents back the source can be reverted without building them anew, 1 to 200; see the class. @default 20 */
  keepRevisions?: number;
  /** Build while previewing, to find a broken Dockerfile in a pull request; needs Docker there. @default false */
  buildOnPreview?: boolean;
  /** Delete the repository with its images when the stack is destroyed; otherwise the destruction stops there. @default false */
  forceDelete?: boolean;
}

/** What a service needs of an image. */
export interface ImageRef {
  /** Repository and tag. Known at the first preview when `ContainerImage` makes it. */
  uri: pulumi.Input<string>;
  /** Resolves when the image can be pulled; the task definition waits for it and shows it as a tag. @default nothing is waited for */
  digest?: pulumi.Input<string>;
  /** ARN of the ECR repository that the execution role may pull from. @default any image outside ECR */
  repositoryArn?: pulumi.Input<string>;
}

/** A revert reuses an image that was pushed earlier, so more images are kept than revisions. */
const imagesPerRevision = 5;

/** Revisions that a service can be rolled back, when nobody says how many: some weeks of work. */
const usualRevisions = 20;

/**
 * An image that is built from a folder and pushed to a repository of its own.
 *
 * Makes an ECR repository (immutable tags, scan on push), its lifecycle policy, and the image. The tag is the hash of the
 * content, so it is known at the first preview, and nothing is pushed or redeployed when nothing changed. A tagged
 * image expires only when 5 × `keepRevisions` newer ones were pushed; an untagged one, such as a part of a multi-platform
 * image, never does.
 *
 * After a revert the tag may be in the repository already: then the image is built once more, and not pushed.
 *
 * Costs about $0.10 per GB and month of storage (Amazon ECR pricing).
 *
 * @throws InvalidArguments when the context or the Dockerfile does not exist, or an argument is out of range; and what AWS
 * answers when the repository's images may not be listed (`ecr:ListImages`).
 * @example
 * const image = new ContainerImage("app", { context: "app" });
 */
export class ContainerImage extends pulumi.ComponentResource {
  /** `<account>.dkr.ecr.<region>.<domain>/<repository>:<tag>`, known at the first preview. */
  readonly uri: pulumi.Output<string>;
  /** `<repository>@sha256:…` as Docker pushed it, or the local image's ID where the tag was there already. */
  readonly digest: pulumi.Output<string>;
  /** ARN of the repository. */
  readonly repositoryArn: pulumi.Output<string>;

  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    const scope = { project: pulumi.getProject(), stack: pulumi.getStack() };
    const where = `ContainerImage "${name}"`;
    refuse([
      ...checkScopedNames(where, scope, name),
      ...checkArguments(where, args, containerImageShape, () => checkContainerImage(where, args)),
    ]);
    const dockerfile = dockerfileOf(args);
    super("gatehouse:index:ContainerImage", name, { context: args.context, dockerfile }, opts);
    const child = { parent: this };
    const platform = args.architecture === Architecture.Arm64 ? "linux/arm64" : "linux/amd64";
    const buildArgs = args.buildArgs ?? {};
    const tag = contentTag({ context: args.context, dockerfile, args: buildArgs, platform });
    const physicalName = repositoryName(scope, name);

    const repository = new aws.ecr.Repository(
      name,
      {
        name: physicalName,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        forceDelete: args.forceDelete ?? false,
      },
      child,
    );
    new aws.ecr.LifecyclePolicy(
      name,
      {
        repository: repository.name,
        policy: lifecyclePolicy((args.keepRevisions ?? usualRevisions) * imagesPerRevision),
      },
      child,
    );
    const registry = registryHost(this);
    this.uri = pulumi.interpolate`${registry}/${physicalName}:${tag}`;
    const image = new docker.Image(
      // The tag is in the name so that each content has a create of its own, which decides anew whether to push.
      `${name}-${tag}`,
      {
        imageName: this.uri,
        build: { context: args.context, dockerfile, args: buildArgs, platform, builderVersion: "BuilderBuildKit" },
        buildOnPreview: args.buildOnPreview ?? false,
        registry: registryLogin(this, repository.repositoryUrl),
        skipPush: isPushed(this, physicalName, tag),
      },
      // Once pushed, the answer to "is it there?" changes; that is no reason to build again. Nothing is deleted with it.
      { ...child, ignoreChanges: ["skipPush"], retainOnDelete: true },
    );
    this.digest = image.repoDigest;
    this.repositoryArn = repository.arn;
    this.registerOutputs({ uri: this.uri, digest: this.digest, repositoryArn: this.repositoryArn });
  }
}

/** Problems of an image's arguments; reads the file system, makes nothing. */
export function checkContainerImage(where: string, args: ContainerImageArgs): Problem[] {
  const problems = [
    ...checkPath(`${where}.context`, args.context, "a folder"),
    ...checkPath(`${where}.dockerfile`, dockerfileOf(args), "a file"),
    ...checkChoice(`${where}.architecture`, args.architecture ?? Architecture.X86_64, Object.values(Architecture)),
  ];
  const keep = args.keepRevisions ?? usualRevisions;
  if (!Number.isInteger(keep) || keep < 1 || keep > 200) {
    problems.push({ where: `${where}.keepRevisions`, given: String(keep), legal: "1 to 200", fix: "use 20" });
  }
  return problems;
}

function checkPath(where: string, path: string, kind: "a folder" | "a file"): Problem[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (kind === "a folder" ? status?.isDirectory() : status?.isFile()) return [];
  return [
    {
      where,
      given: JSON.stringify(path),
      legal: `${kind} that exists, relative to the project`,
      fix: "create it, or correct the path",
    },
  ];
}

function dockerfileOf(args: ContainerImageArgs): string {
  return args.dockerfile ?? join(args.context, "Dockerfile");
}

function lifecyclePolicy(images: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Keep the newest ${images} images`,
        selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: images },
        action: { type: "expire" },
      },
    ],
  });
}

function registryHost(parent: pulumi.Resource): pulumi.Output<string> {
  const account = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const region = aws.getRegionOutput({}, { parent }).region;
  const domain = aws.getPartitionOutput({}, { parent }).dnsSuffix;
  return pulumi.interpolate`${account}.dkr.ecr.${region}.${domain}`;
}

function registryLogin(parent: pulumi.Resource, server: pulumi.Output<string>) {
  const token = aws.ecr.getAuthorizationTokenOutput({}, { parent });
  return { server, username: token.userName, password: pulumi.secret(token.password) };
}

/**
 * Whether the repository holds the tag already, as after a revert. A tag is immutable, and a second build of the same
 * content has other time stamps: pushing it again would fail.
 */
async function isPushed(parent: pulumi.Resource, repository: string, tag: string): Promise<boolean> {
  try {
    const { imageIds } = await aws.ecr.getImages({ repositoryName: repository }, { parent });
    return imageIds.some((image) => image.imageTag === tag);
  } catch (error) {
    // Before the first update there is no repository; any other failure (credentials, network) is reported.
    if (String(error).includes("RepositoryNotFoundException")) return false;
    throw error;
  }
}
