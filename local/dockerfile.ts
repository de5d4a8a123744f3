import { posix } from "node:path";
import { Arg, Copy, type Dockerfile, DockerfileParser, Env, From, type Instruction } from "dockerfile-ast";

/** What a container of the image gets when the task definition says nothing else. Paths are the image's. */
export interface ImageDefaults {
  /** The image under the last stage, as the Dockerfile writes it: `${NODE_IMAGE}`. */
  from: string;
  /** The same with the values of ARG put in; empty where the Dockerfile leaves them to the build. */
  fromImage: string;
  environment: Record<string, string>;
  workingDirectory: string;
  entryPoint: string[];
  command: string[];
  /** Signal that asks the container to stop; SIGTERM where the Dockerfile names none (Docker). */
  stopSignal: string;
  /** Ports of EXPOSE. */
  ports: number[];
  /** What is taken from the build context, in order. */
  copies: ContextCopy[];
}

/** One source of a COPY: a file or folder of the build context, and the absolute path that it gets in the image. */
export interface ContextCopy {
  source: string;
  target: string;
  /** A file goes into the target; a folder's content does so always (Dockerfile reference, COPY). */
  targetIsFolder: boolean;
}

/**
 * Reads what the last stage of a Dockerfile leaves in the image; a stage that builds on an earlier one inherits from it.
 *
 * @param buildArguments values for ARG, before the defaults that the Dockerfile gives
 * @example
 * readDockerfile('FROM ${NODE_IMAGE}\nCMD ["node", "server.js"]', {}).command // → ["node", "server.js"]
 */
export function readDockerfile(text: string, buildArguments: Record<string, string>): ImageDefaults {
  const reading: Reading = { image: emptyImage(), variables: {}, buildArguments, commandIsInherited: false };
  const dockerfile = DockerfileParser.parse(text);
  for (const instruction of [...dockerfile.getInitialARGs(), ...lastStage(dockerfile)]) read(reading, instruction);
  return reading.image;
}

interface Reading {
  image: ImageDefaults;
  /** What `$NAME` stands for at this point: ARG and ENV. */
  variables: Record<string, string>;
  buildArguments: Record<string, string>;
  /** CMD is an earlier stage's. */
  commandIsInherited: boolean;
}

function emptyImage(): ImageDefaults {
  return {
    from: "",
    fromImage: "",
    environment: {},
    workingDirectory: "/",
    entryPoint: [],
    command: [],
    stopSignal: "SIGTERM",
    ports: [],
    copies: [],
  };
}

/** The instructions of the last stage, after those of the stages that it builds on. */
function lastStage(dockerfile: Dockerfile): Instruction[] {
  const stages: { from: From; instructions: Instruction[] }[] = [];
  for (const instruction of dockerfile.getInstructions()) {
    if (instruction instanceof From) stages.push({ from: instruction, instructions: [] });
    stages.at(-1)?.instructions.push(instruction);
  }
  const chain: Instruction[] = [];
  let stage = stages.at(-1);
  while (stage) {
    chain.unshift(...stage.instructions);
    const base = stage.from.getImage();
    const earlier = stages.slice(0, stages.indexOf(stage));
    stage = earlier.findLast((one) => one.from.getBuildStage() === base);
  }
  return chain;
}

function read(reading: Reading, instruction: Instruction): void {
  const { image } = reading;
  const raw = instruction.getArgumentsContent() ?? "";
  if (instruction instanceof From) {
    image.from ||= instruction.getImage() ?? "";
    image.fromImage ||= expand(reading, image.from);
    reading.commandIsInherited = true;
  } else if (instruction instanceof Env) {
    for (const property of instruction.getProperties()) {
      image.environment[property.getName()] = expand(reading, property.getValue() ?? "");
    }
    Object.assign(reading.variables, image.environment);
  } else if (instruction instanceof Arg) {
    const property = instruction.getProperty();
    const name = property?.getName() ?? "";
    reading.variables[name] ??= reading.buildArguments[name] ?? expand(reading, property?.getValue() ?? "");
  } else if (instruction instanceof Copy) {
    image.copies.push(...copiesOf(instruction, expand(reading, raw), image.workingDirectory));
  } else {
    readPlain(reading, instruction.getKeyword(), raw);
  }
}

function readPlain(reading: Reading, keyword: string, raw: string): void {
  const { image } = reading;
  switch (keyword) {
    case "WORKDIR":
      image.workingDirectory = posix.resolve(image.workingDirectory, expand(reading, raw));
      break;
    // Variables in the two command lines are the shell's, when the container runs; the builder leaves them alone.
    case "ENTRYPOINT":
      image.entryPoint = commandLine(raw);
      // A new ENTRYPOINT drops the base's CMD (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact").
      if (reading.commandIsInherited) image.command = [];
      break;
    case "CMD":
      image.command = commandLine(raw);
      reading.commandIsInherited = false;
      break;
    case "STOPSIGNAL":
      image.stopSignal = expand(reading, raw);
      break;
    case "EXPOSE":
      image.ports.push(
        ...expand(reading, raw)
          .split(/\s+/)
          .map((port) => Number.parseInt(port, 10)),
      );
      break;
  }
}

function expand(reading: Reading, text: string): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    return reading.variables[braced ?? bare ?? ""] ?? "";
  });
}

/** The exec form is JSON; anything else is a line for the shell (Dockerfile reference, "Shell and exec form"). */
function commandLine(content: string): string[] {
  return parseWords(content) ?? ["/bin/sh", "-c", content];
}

function parseWords(content: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(content);
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** What comes from another stage is no file of the build context. */
function copiesOf(copy: Copy, content: string, workingDirectory: string): ContextCopy[] {
  if (copy.getFlags().some((flag) => flag.getName() === "from")) return [];
  const words = parseWords(content) ?? content.split(/\s+/).filter((word) => !word.startsWith("--"));
  const last = words.at(-1) ?? "";
  const sources = words.slice(0, -1);
  const targetIsFolder = sources.length > 1 || /(^|\/)\.?$/.test(last);
  const target = posix.resolve(workingDirectory, last);
  return sources.map((source) => ({ source: posix.normalize(source), target, targetIsFolder }));
}

/**
 * The file of the build context that is found at a path of the image; undefined when it comes from somewhere else.
 *
 * @param isFolder tells whether a source of the context is a folder
 * @example
 * contextFile([{ source: "nginx.conf", target: "/etc/nginx", targetIsFolder: true }], "/etc/nginx/nginx.conf", () => false)
 * // → "nginx.conf"
 */
export function contextFile(
  copies: ContextCopy[],
  path: string,
  isFolder: (source: string) => boolean,
): string | undefined {
  const found = copies.map((copy) => {
    if (isFolder(copy.source)) {
      const below = posix.relative(copy.target, path);
      return below.startsWith("..") ? undefined : posix.join(copy.source, below);
    }
    const target = copy.targetIsFolder ? posix.join(copy.target, posix.basename(copy.source)) : copy.target;
    return target === path ? copy.source : undefined;
  });
  return found.findLast((source) => source !== undefined);
}
