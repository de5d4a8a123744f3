import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PreviewRun, runPreview } from "../previewCommand";

const root = join(__dirname, "..", "..");

/** A project with stacks of its own and the repository's program; its outputs go to its folder. */
export class ScratchProject {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(root, "out", name);
  }

  make(stacks: Record<string, string>): void {
    mkdirSync(this.folder, { recursive: true });
    copyFileSync(join(root, "Pulumi.yaml"), join(this.folder, "Pulumi.yaml"));
    for (const [stack, text] of Object.entries(stacks)) writeFileSync(join(this.folder, `Pulumi.${stack}.yaml`), text);
  }

  preview(stack: string): PreviewRun {
    const program = ["--project", this.folder, "--program", "../../index.ts"];
    return runPreview("--stack", stack, ...program, "--out", this.folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
