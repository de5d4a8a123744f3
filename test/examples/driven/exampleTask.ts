import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { folderOf, stack } from "../../../examples/run/names";
import { reads } from "../../../examples/run/surroundings";
import { findTask, type StackTask } from "../../../local/stackState";
import { records, type StateResource } from "../../../local/stateResource";
import { planTask } from "../../../local/taskPlan";
import type { TaskRun } from "../../../local/taskRun";
import { onStandIns } from "../../../preview/engine/onStandIns";
import { nginxToTest } from "../../nginx/proxyProcess";

/** The task of an example, ready to be started. */
export interface ExampleTask {
  run: TaskRun;
  /** Text of the nginx.conf that the example's image is built from. */
  conf: string;
  /** The nginx.conf that the proxy is started with. */
  confFile: string;
  /** Names of containers that Docker writes into the proxy's /etc/hosts. */
  links: string[];
  remove(): void;
}

const silent = () => undefined;

/**
 * Updates an example on the stand-ins and reads its task from the state, with the proxy's configuration as it is.
 *
 * @param example a folder of examples/, or the absolute path of a project like these
 */
export async function exampleTask(example: string): Promise<ExampleTask> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-driven-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    return { ...(await planned(example, folder)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function planned(example: string, folder: string): Promise<Omit<ExampleTask, "remove">> {
  const projectDir = example.startsWith("/") ? example : folderOf(example);
  const platform = reads[example];
  const projects = [...(platform === undefined ? [] : [folderOf(platform)]), projectDir];
  const resources = await updated(projects, join(folder, "engine"));
  const task = findTask(resources);
  const run = await planTask(task, {
    stack,
    projectDir,
    folder,
    port: 0,
    environment: { ...process.env, PATH: await pathToNginx(folder) },
    adaptConf: (text) => ({ text, differs: [] }),
    progress: silent,
  });
  const argv = run.containers.find(({ name }) => name === run.proxy)?.argv ?? [];
  for (const { log } of run.containers) writeFileSync(log, "");
  return {
    run,
    conf: readFileSync(join(projectDir, contextOf(task), "nginx.conf"), "utf8"),
    confFile: argv[argv.indexOf("-c") + 1] ?? "",
    links: linksOf(resources, run.proxy),
  };
}

/** The resources of the projects' stacks, updated one after the other in the same state: the later ones read the earlier. */
async function updated(projects: string[], state: string): Promise<StateResource[]> {
  const resources: StateResource[] = [];
  for (const projectDir of projects) {
    const { deployment } = await onStandIns({ stack, projectDir, state, progress: silent }, async (opened) => {
      await opened.up();
      return opened.exportStack();
    });
    resources.push(...(deployment.resources ?? []));
  }
  return resources;
}

/** A PATH on which `nginx` is the one that all tests test. */
async function pathToNginx(folder: string): Promise<string> {
  const programs = join(folder, "bin");
  mkdirSync(programs);
  symlinkSync(await nginxToTest(), join(programs, "nginx"));
  return [programs, process.env.PATH ?? ""].join(delimiter);
}

function contextOf({ containers, images, entrance }: StackTask): string {
  const proxy = containers.find(({ name }) => name === entrance.target.container);
  const build = images.get(proxy?.image ?? "");
  if (build === undefined) throw new Error("the example does not build its proxy's image");
  return build.context;
}

function linksOf(resources: StateResource[], container: string): string[] {
  const definitions = resources
    .filter(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition")
    .flatMap(({ inputs }) => records(JSON.parse(String(inputs?.containerDefinitions))));
  const links = definitions.find(({ name }) => name === container)?.links;
  return Array.isArray(links) ? links.map(String) : [];
}
