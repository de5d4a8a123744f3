import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTask, type StackTask } from "../../local/stackState";
import type { StateResource } from "../../local/stateResource";
import type { Container } from "../../local/taskDefinition";
import { proxyImageFiles } from "../../nginx";
import { appAt, s1Settings } from "../nginx/s1Settings";

/** Ports of fixtures/stack.json, away from those of a stack that somebody may be running. */
export const ports = { proxy: 18080, application: 13000, door: 18000 };

export const sites = s1Settings.sites;

/** A project folder with the sample application and the proxy's generated build context, as the stack makes it. */
export function fixtureProject(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-local-"));
  symlinkSync(join(__dirname, "../../app"), join(folder, "app"));
  const settings = {
    ...s1Settings,
    port: ports.proxy,
    upstreams: appAt(ports.application),
  };
  mkdirSync(join(folder, "proxy"));
  for (const [name, text] of Object.entries(proxyImageFiles(settings)))
    writeFileSync(join(folder, "proxy", name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The task of fixtures/stack.json, with one of its containers changed. */
export function fixtureTask(name = "", change: Partial<Container> = {}): StackTask {
  const resources: StateResource[] = JSON.parse(readFileSync(join(__dirname, "fixtures/stack.json"), "utf8"));
  const task = findTask(resources);
  return { ...task, containers: task.containers.map((one) => (one.name === name ? { ...one, ...change } : one)) };
}
