import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { outputs } from "./outputs";
import type { JudgedPreview } from "./previewStack";
import { svg } from "./render/graphviz";
import { markdown } from "./render/markdown";

/** Writes what a preview found, for people: the report, titled with `name`, and its picture beside it. */
export async function writeReport(folder: string, name: string, judged: JudgedPreview): Promise<void> {
  writeFileSync(join(resolve(folder), outputs.markdown), markdown(name, judged));
  writeFileSync(join(resolve(folder), outputs.picture), await svg(judged.report));
}
