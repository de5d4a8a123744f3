import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { type ProxySettings, proxyImageFiles } from "../nginx";
import type { Architecture } from "./architecture";
import { writeBuildContext } from "./buildContext";
import { ContainerImage } from "./containerImage";
import type { Scope } from "./naming";

/**
 * The proxy's image, from the settings that were checked, so that what runs cannot differ from them. Its build context is
 * written to `.gatehouse/<stack>/<name>-proxy`, for Docker and for whoever wants to read nginx.conf.
 */
export function createProxyImage(
  name: string,
  image: {
    scope: Scope;
    settings: ProxySettings;
    folders: Record<string, string>;
    baseImage: string | undefined;
    architecture: Architecture;
    forceDelete: boolean;
  },
  opts: { parent: pulumi.Resource },
): ContainerImage {
  const imageName = `${name}-proxy`;
  const folder = join(".gatehouse", image.scope.stack, imageName);
  return new ContainerImage(
    imageName,
    {
      context: writeBuildContext(folder, proxyImageFiles(image.settings), image.folders),
      ...(image.baseImage !== undefined && { buildArgs: { NGINX_IMAGE: image.baseImage } }),
      architecture: image.architecture,
      forceDelete: image.forceDelete,
    },
    opts,
  );
}
