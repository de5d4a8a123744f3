import { Architecture } from "../architecture";
import type { ContainerImageArgs, ImageRef } from "../containerImage";
import { object, reference, table } from "./objects";
import { choice, flag, input, number, text } from "./values";

/** `Architecture`. */
export const architecture = choice(Object.values(Architecture));

/** `ContainerImageArgs`. */
export const containerImageShape = object<ContainerImageArgs>(
  { context: text },
  {
    dockerfile: text,
    buildArgs: table(text),
    architecture,
    keepRevisions: number,
    buildOnPreview: flag,
    forceDelete: flag,
  },
);

/** `ImageRef`. */
export const imageRef = reference<ImageRef>({ uri: input(text) }, { digest: input(text), repositoryArn: input(text) });
