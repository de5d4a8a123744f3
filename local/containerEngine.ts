import { execFile } from "node:child_process";
import { hostname } from "node:os";
import { promisify } from "node:util";

/** A Docker engine that this machine can run a task on. */
export interface ContainerEngine {
  /** The client's command line up to its subcommand: `["docker"]`, or with `--host` before an engine of our own. */
  client: string[];
  /** More environment for the client. */
  environment: Record<string, string>;
  /** `Docker 20.10.24 (overlay2, runc)`, for the user. */
  description: string;
  /** Network of RUN steps where the engine has no bridge of its own. @default the engine's */
  buildNetwork?: "host";
}

/** An engine, or the reason why containers cannot be run here. */
export type EngineAnswer = { engine: ContainerEngine } | { unusable: string };

/** The fields that are read of what `docker info` says. */
interface EngineInfo {
  ServerVersion?: string;
  ServerErrors?: string[];
  OperatingSystem?: string;
  Name?: string;
  Driver?: string;
  DefaultRuntime?: string;
  SecurityOptions?: string[];
}

/** Milliseconds that an engine gets for saying who it is; one that runs needs a fraction. */
const patience = 10_000;

/** Clients before this one build without BuildKit unless they are told. */
const firstBuildKitClient = 23;

/**
 * Asks the client for its engine. The engine must run on this machine itself: the load balancer's stand-in connects to the
 * task's own address, as a load balancer does, and an engine in a virtual machine or on another host keeps that to itself.
 *
 * @param client command line of the client. @default `docker`, wherever its own context or DOCKER_HOST points
 * @example const answer = await findContainerEngine(); if ("engine" in answer) console.log(answer.engine.description);
 */
export async function findContainerEngine(client: string[] = ["docker"]): Promise<EngineAnswer> {
  const info = await ask([...client, "info", "--format", "{{json .}}"]);
  if (typeof info === "string") return { unusable: info };
  const reason = whyUnusable(info, hostname());
  if (reason) return { unusable: reason };
  const version = await ask([...client, "version", "--format", "{{json .Client}}"]);
  const major = typeof version === "string" ? 0 : Number.parseInt(String(version.Version), 10);
  return {
    engine: {
      client,
      // What the Docker provider builds with; it alone reads a Dockerfile's own .dockerignore.
      environment: major < firstBuildKitClient ? { DOCKER_BUILDKIT: "1" } : {},
      description: `Docker ${info.ServerVersion} (${info.Driver}, ${info.DefaultRuntime})`,
    },
  };
}

/** Why an engine that answers cannot run a task for this machine; undefined for one that can. */
export function whyUnusable(info: EngineInfo, machine: string): string | undefined {
  if (info.ServerErrors?.length) return info.ServerErrors.join("; ");
  if (info.OperatingSystem === "Docker Desktop") return "Docker Desktop keeps its containers' addresses to itself";
  if (info.SecurityOptions?.some((option) => option.includes("name=rootless")))
    return "a rootless engine keeps its containers' addresses to itself";
  if (info.Name !== machine) return `the engine runs on ${info.Name}, and this machine is ${machine}`;
  return undefined;
}

/** The JSON that a command printed, or the reason why there is none. */
async function ask([file = "", ...args]: string[]): Promise<(EngineInfo & { Version?: string }) | string> {
  try {
    const { stdout } = await promisify(execFile)(file, args, { timeout: patience });
    return JSON.parse(stdout);
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    if (code === "ENOENT") return `there is no program ${file}`;
    return (stderr?.trim() || message).split("\n").at(-1) ?? message;
  }
}
