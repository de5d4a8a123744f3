import { absolutePathRule, isAbsolutePath, type Problem } from "../../nginx";
import { checkChoice } from "../choice";
import { proxyVolume, routerVolume } from "./containerNames";
import type { ContainerPlan, Mount } from "./containerPlan";
import { socketVolume } from "./listen";

/** What a volume is made of. */
export const VolumeKind = { Scratch: "scratch", Efs: "efs" } as const;
export type VolumeKind = (typeof VolumeKind)[keyof typeof VolumeKind];

/** Where a container sees a volume. */
export interface VolumeMountArgs {
  /** Name of the container: `app`, `inspection`, or that of a sidecar. */
  container: string;
  /** Absolute path in it. A scratch volume has the owner that a VOLUME at this path has in the image, else root. */
  path: string;
  /** Whether the container may only read. @default false */
  readOnly?: boolean;
}

/** The plain part of a volume's arguments. */
export interface VolumeSettings {
  kind: VolumeKind;
  name: string;
  mounts: VolumeMountArgs[];
  /** Judged by whether they are there. */
  fileSystemId?: unknown;
  accessPointId?: unknown;
  securityGroupId?: unknown;
}

/** What an EFS volume cannot do without, and a scratch volume has no use for. */
const ofEfs = ["fileSystemId", "accessPointId", "securityGroupId"] as const;

/** What ECS takes as a volume's name (ECS API reference, Volume), in the lower case that the gate's own have. */
const volumeName = /^[a-z0-9](?:[a-z0-9_-]{0,253}[a-z0-9])?$/;

/** Names that the gate's own volumes have or begin with. */
const reserved = new RegExp(`^(?:${proxyVolume.name}$|${socketVolume.name}$|${routerVolume.name}$|exec-)`);

/** A container with all its mounts, the gate's own among them. */
type MountingContainer = Pick<ContainerPlan, "name" | "mounts">;

/** Problems of the volumes; `containers` are those that a mount may name. */
export function checkVolumes(
  where: string,
  volumes: readonly VolumeSettings[],
  containers: readonly MountingContainer[],
): Problem[] {
  const mountable = containers.map(({ name }) => name);
  const each = volumes.flatMap((volume, index) => checkVolume(`${where}[${index}]`, volume, mountable));
  const names = volumes.map(({ name }) => name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            where: `${where}[${index}].name`,
            given: JSON.stringify(name),
            legal: "a name of its own",
            fix: "rename it",
          },
        ],
  );
  return [...each, ...repeated, ...checkPaths(where, volumes, containers)];
}

function checkVolume(where: string, volume: VolumeSettings, containers: readonly string[]): Problem[] {
  const problems = checkChoice(`${where}.kind`, volume.kind, Object.values(VolumeKind));
  if (!volumeName.test(volume.name) || reserved.test(volume.name)) {
    const legal = `lower-case letters, digits, hyphens and underscores, but not ${proxyVolume.name}, ${socketVolume.name}, ${routerVolume.name} or exec-…, which the gate has`;
    problems.push({ where: `${where}.name`, given: JSON.stringify(volume.name), legal, fix: "rename it" });
  }
  if (volume.mounts.length === 0) {
    const legal = "at least one container that sees it";
    problems.push({ where: `${where}.mounts`, given: "none", legal, fix: "add a mount, or remove the volume" });
  }
  return [
    ...problems,
    ...(problems.length === 0 ? checkFileSystem(where, volume) : []),
    ...volume.mounts.flatMap((mount, index) => checkMount(`${where}.mounts[${index}]`, mount, containers)),
  ];
}

function checkFileSystem(where: string, volume: VolumeSettings): Problem[] {
  const isEfs = volume.kind === VolumeKind.Efs;
  return ofEfs
    .filter((field) => (volume[field] !== undefined) !== isEfs)
    .map((field) => ({
      where: `${where}.${field}`,
      given: isEfs ? "nothing" : "a value",
      legal: isEfs ? "a value: a volume of kind efs cannot do without" : "nothing in a volume of kind scratch",
      fix: isEfs ? "give it" : "leave it out, or use kind efs",
    }));
}

function checkMount(where: string, { container, path }: VolumeMountArgs, containers: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  if (!containers.includes(container)) {
    const legal = `${containers.join(", ")}; the proxy has only its own volumes`;
    problems.push({
      where: `${where}.container`,
      given: JSON.stringify(container),
      legal,
      fix: `use ${containers[0]}`,
    });
  }
  if (!isAbsolutePath(path)) {
    const legal = `${absolutePathRule}, other than /`;
    problems.push({ where: `${where}.path`, given: JSON.stringify(path), legal, fix: "use a path such as /data" });
  }
  return problems;
}

/** Two volumes at one path of a container: ECS takes no such task, whether both are a user's or one is the gate's own. */
function checkPaths(
  where: string,
  volumes: readonly VolumeSettings[],
  containers: readonly MountingContainer[],
): Problem[] {
  const places = volumes.flatMap(({ name, mounts }, volume) =>
    mounts.map(({ container, path }, mount) => {
      return { at: `${where}[${volume}].mounts[${mount}].path`, volume: name, container, path };
    }),
  );
  const names = new Set(volumes.map(({ name }) => name));
  return places.flatMap(({ at, container, path }, index) => {
    const earlier = places.slice(0, index).find((place) => container === place.container && path === place.path);
    const mounts = containers.find(({ name }) => name === container)?.mounts ?? [];
    const own = mounts.find(({ sourceVolume, containerPath }) => containerPath === path && !names.has(sourceVolume));
    const holder = earlier?.volume ?? own?.sourceVolume;
    if (holder === undefined) return [];
    const given = `${path} of ${container}, where the volume ${holder} is`;
    return [{ where: at, given, legal: "a path for one volume", fix: "use another path" }];
  });
}

/** The mounts of a container. */
export function mountsOf(volumes: readonly VolumeSettings[], name: string): Mount[] {
  return volumes.flatMap((volume) =>
    volume.mounts
      .filter(({ container }) => container === name)
      .map(({ path, readOnly }) => ({
        sourceVolume: volume.name,
        containerPath: path,
        readOnly: readOnly ?? false,
      })),
  );
}

/** Fargate's storage of a task in GiB when more than the 20 of every task is asked for (ECS API reference, EphemeralStorage). */
const storage = { least: 21, most: 200, free: 20 } as const;

/** Problems of the storage that a task's scratch volumes and images share. */
export function checkStorage(where: string, gibibytes: number | undefined, isFargate: boolean): Problem[] {
  if (gibibytes === undefined) return [];
  if (!isFargate) {
    const legal = "nothing on EC2 hosts, whose disk the tasks share";
    return [{ where, given: String(gibibytes), legal, fix: "leave it out, and give the hosts a larger disk" }];
  }
  if (Number.isInteger(gibibytes) && gibibytes >= storage.least && gibibytes <= storage.most) return [];
  const legal = `${storage.least} to ${storage.most} GiB; every task has ${storage.free}`;
  const fix = gibibytes > storage.most ? `use ${storage.most}` : "leave it out";
  return [{ where, given: String(gibibytes), legal, fix }];
}
