import type { Registration, Workload } from "../model/nodes";
import { onlyPort, type PortSet } from "../values/ports";
import { known, map, unknown, type Value } from "../values/value";
import type { Tasks } from "./proxy";

/** The workload with every registration by the name of a port mapping turned into the container and port behind it. */
export function withContainersNamed(workload: Workload, { containers }: Tasks): Workload {
  const registrations = map(workload.registrations, (all) => all.map((each) => named(each, containers)));
  return { ...workload, registrations };
}

function named(registration: Registration, containers: Tasks["containers"]): Registration {
  const { portName } = registration;
  if (portName.state === "absent") return registration;
  const found =
    portName.state === "known" && containers.state === "known" ? find(containers.value, portName.value) : [];
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) return { ...registration, containerName: unknown, containerPort: unknown };
  return { ...registration, containerName: known(only.name), containerPort: only.port };
}

/** The containers that have a mapping of this name; ECS refuses a task definition in which two have. */
function find(
  containers: readonly { name: string; portNames: ReadonlyMap<string, PortSet> }[],
  portName: string,
): { name: string; port: Value<number> }[] {
  return containers.flatMap(({ name, portNames }) => {
    const ports = portNames.get(portName);
    if (ports === undefined) return [];
    const port = onlyPort(ports);
    return [{ name, port: port === undefined ? unknown : known(port) }];
  });
}
