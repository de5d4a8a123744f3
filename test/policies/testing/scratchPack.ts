import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const modules = join(__dirname, "..", "..", "..", "node_modules");

/** Writes a pack of one file to a folder of its own, as anybody's pack is, and removes it after use. */
export async function withScratchPack<T>(program: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-pack-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(modules, "@pulumi"), join(folder, "node_modules", "@pulumi"));
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "foreign", version: "1.2.3", main: "index.js" }),
    );
    writeFileSync(join(folder, "index.js"), program);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
