import { containerNames } from "../../components/task/containerNames";
import type { ContainerSizeArgs } from "../../components/task/containerSize";
import { shareCpu } from "../../components/task/cpuShares";

/** CPU units of the main shape's task: one processor. */
const task = 1024;

const size: ContainerSizeArgs = {};
const containers = [containerNames.proxy, containerNames.application].map((name) => ({ name, size }));
const [proxy = task, application = task] = shareCpu(task, containers).map(({ size }) => size.cpu);

/**
 * Weights of the containers of a task: those of the components for every proxy that could be in such a task; for the
 * tutorials, whose task definitions give nobody any, as much as the application has.
 */
export const shares = { proxy, application, equal: application };
