import { join, resolve } from "node:path";
import { planContainers } from "../local/containerPlan";
import { stopEarlierRun } from "../local/down";
import { drive } from "../local/drive";
import type { ImageKind } from "../local/imageKind";
import type { Row } from "../local/judge";
import { findTask, type StackTask } from "../local/stackState";
import { startOrder } from "../local/startOrder";
import { startSupervisor } from "../local/startSupervisor";
import { updatedStack } from "../local/updatedStack";
import type { Site } from "../nginx";
import type { ImagesArguments } from "./arguments";
import { baseArgument, readBase } from "./baseKind";
import { withOneByteMore } from "./changedByte";
import { makeDebianBase } from "./debianBase";
import { type EngineForRun, obtainEngine } from "./engine";
import { checked, insideRows } from "./insideChecks";
import { outsideRows } from "./outsideCheck";
import { type ImageSource, type PublishedImage, type Publishing, publish, pullAgain, tagOf } from "./publish";
import { freePort, startRegistry } from "./registry";
import type { Session } from "./session";
import { stopAndCheck } from "./stopChecks";

/**
 * Everything that happens to a stack's images between a commit and a stopped task, on this machine: build, push, pull, run,
 * requests, stop, a second build, and one with a changed byte.
 *
 * @returns a row for each thing that was expected
 * @throws LocalFailure for wrong input (2), or for what could not be made here (3)
 */
export async function makeImages(given: ImagesArguments, session: Session): Promise<Row[]> {
  const projectDir = resolve(given.project);
  const forRun = await obtainEngine(session, given.install);
  const { engine } = forRun;
  session.progress(`${engine.description}, ${forRun.own ? "for this run alone" : "which runs on this machine"}`);
  session.progress(`update of stack ${given.stack} on the stand-ins, to read its task definition`);
  const { resources, sites } = await updatedStack(given.stack, projectDir, session.progress);
  const task = findTask(resources, given.service);
  const sources = await sourcesOf(task, forRun, { ...given, projectDir }, session);
  const registry = await startRegistry(session, given.install);
  const to: Publishing = { engine, registry, projectDir, progress: session.progress };

  const published = new Map<string, PublishedImage>();
  const rows: Row[] = [];
  for (const [image, source] of sources) {
    const made = await publish(source, to);
    session.progress(`${made.repository}:${made.tag}: taken out of the engine, and pulled`);
    const pulled = await pullAgain(engine, forRun.own, made.reference);
    published.set(image, made);
    const same = "what was pushed";
    rows.push(checked(`pull ${made.repository}`, same, pulled === made.digest ? same : pulled, "the registry"));
  }
  rows.push(...(await tryTask(pulledTask(task, published), sites, { given, projectDir, forRun, session })));
  for (const source of sources.values()) rows.push(...(await buildAgain(source, to, session)));
  return rows;
}

/** The images of the task as the stack builds them, on the base images that were asked for. */
async function sourcesOf(
  task: StackTask,
  { engine }: EngineForRun,
  given: ImagesArguments & { projectDir: string },
  session: Session,
): Promise<Map<string, ImageSource>> {
  const sources = new Map<string, ImageSource>();
  const used = [...task.images]
    .filter(([image]) => task.containers.some((container) => container.image === image))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const made = new Map<ImageKind, string>();
  for (const [image, build] of used) {
    const repository = image.slice(image.lastIndexOf("/") + 1).replace(/:.*$/, "");
    const own: Record<string, string> = {};
    if (given.bases === "debian") {
      const base = readBase(build, given.projectDir);
      const options = { engine, session, mayInstall: given.install };
      const reference = made.get(base.kind) ?? (await makeDebianBase(base, options));
      made.set(base.kind, reference);
      own[baseArgument[base.kind]] = reference;
    }
    sources.set(image, { repository, build: { ...build, arguments: { ...build.arguments, ...own } } });
  }
  return sources;
}

/** The task with the pulled images in the place of the stack's. */
function pulledTask(task: StackTask, published: Map<string, PublishedImage>): StackTask {
  const containers = task.containers.map((container) => ({
    ...container,
    image: published.get(container.image)?.reference ?? container.image,
  }));
  return { ...task, containers, images: new Map() };
}

async function tryTask(
  task: StackTask,
  sites: Site[],
  {
    given,
    projectDir,
    forRun,
    session,
  }: { given: ImagesArguments; projectDir: string; forRun: EngineForRun; session: Session },
): Promise<Row[]> {
  const { engine } = forRun;
  const { progress } = session;
  const folder = join(session.scratch, "task");
  const options = {
    stack: given.stack,
    projectDir,
    folder,
    port: await freePort(),
    environment: process.env,
    progress,
  };
  const run = await planContainers(task, engine, options);
  session.atEnd(async () => void (await stopEarlierRun(folder)));
  await startSupervisor(run, progress);
  progress("sending requests through the proxy");
  const rows = await drive(run, sites);
  rows.push(...(await outsideRows(run)));
  const definitions = startOrder(task.containers);
  for (const [at, container] of run.containers.entries()) {
    const definition = definitions[at];
    if (definition) rows.push(...(await insideRows(definition, container, engine)));
  }
  progress("stopping the task with a request in flight");
  return [...rows, ...(await stopAndCheck(run, engine, "/api/users/1"))];
}

/** With nothing changed nothing is built; with a byte more it is another image. */
async function buildAgain(source: ImageSource, to: Publishing, session: Session): Promise<Row[]> {
  const { repository } = source;
  const again = await publish(source, to);
  const copy = join(session.scratch, `changed-${repository}`);
  const changed = withOneByteMore(source, to.projectDir, copy);
  const isThere = await to.registry.has(repository, tagOf(changed, copy));
  return [
    checked(`second build of ${repository}`, "nothing built", again.built ? "built" : "nothing built", "the registry"),
    checked(`${repository} with a byte more`, "another tag", isThere ? "the same tag" : "another tag", "the registry"),
  ];
}
