import type { ResourceModel, ResourceTable } from "../model";
import { canonical, sha256 } from "../values";

const repositorySetting: ResourceModel = {
  replaceOn: ["repository"],
  id: (made) => made.text("repository"),
  outputs: (made) => ({ registryId: made.account }),
};

/** Elastic Container Registry, and images as the docker provider sees them. */
export const registries: ResourceTable = {
  "aws:ecr/repository:Repository": {
    autoName: "name",
    defaults: { imageTagMutability: "MUTABLE" },
    replaceOn: ["name", "encryptionConfigurations"],
    id: (made) => made.text("name"),
    outputs: (made) => ({
      arn: made.arn("ecr", `repository/${made.text("name")}`),
      registryId: made.account,
      repositoryUrl: `${made.account}.dkr.ecr.${made.region}.${made.domain}/${made.text("name")}`,
    }),
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": repositorySetting,
  "aws:ecr/repositoryPolicy:RepositoryPolicy": repositorySetting,
};

/** Nothing is built or pushed; a digest is made of the inputs, so that another build has another one. */
export const images: ResourceTable = {
  "docker:index/image:Image": {
    replaceOn: [],
    // The provider ignores them because a registry's token is another one each time (pulumi-docker, diffUpdates).
    ignore: ["registry.username", "registry.password"],
    id: (made) => made.text("imageName"),
    outputs: (made) => ({
      baseImageName: made.text("imageName"),
      repoDigest: `${repositoryOf(made.text("imageName"))}@sha256:${sha256(canonical([made.inputs.imageName, made.inputs.build]))}`,
    }),
  },
};

/** `host:5000/name:tag` without the tag. */
function repositoryOf(imageName: string): string {
  return imageName.replace(/:[^:/]+$/, "");
}
