import type { Problem } from "../../nginx";
import { checkFargateSize } from "../fargateSize";
import type { Compute } from "./compute";

/** CPU units of a task on EC2 hosts: 0.125 to 192 vCPUs (ECS API reference, RegisterTaskDefinition). */
const hostCpu = { least: 128, most: 196608 } as const;

/** Checks the size of a task: what Fargate sells, or what EC2 hosts can give. */
export function checkTaskSize(where: string, compute: Compute, size: { cpu: number; memory: number }): Problem[] {
  if (compute.kind === "fargate") return checkFargateSize(where, size);
  const problems: Problem[] = [];
  if (!Number.isInteger(size.cpu) || size.cpu < hostCpu.least || size.cpu > hostCpu.most) {
    const legal = `${hostCpu.least} to ${hostCpu.most} CPU units on EC2 hosts`;
    problems.push({ where: `${where}.cpu`, given: String(size.cpu), legal, fix: `use ${hostCpu.least * 2}` });
  }
  if (!Number.isInteger(size.memory) || size.memory < leastMemory) {
    const legal = `whole MiB from ${leastMemory}, 6 for each of two containers`;
    problems.push({ where: `${where}.memory`, given: String(size.memory), legal, fix: "use 512" });
  }
  return problems;
}

/** Two containers of 6 MiB, the least that Docker starts (ECS API reference, ContainerDefinition). */
const leastMemory = 12;
