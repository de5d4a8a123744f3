import { accessSync, constants } from "node:fs";
import { before, describe, type Suite } from "mocha";
import { wheelNginx } from "../../local/nginxBinary";
import { debianNginx } from "./debianNginx";
import { type NginxProgram, nginxProgram } from "./nginxProgram";

/** One of today, and the oldest that the settings are for. */
const programs: [name: string, find: () => Promise<NginxProgram | { missing: string }>][] = [
  ["a current nginx", async () => nginxProgram(await currentNginx())],
  [
    "Debian's nginx",
    async () => {
      const found = await debianNginx();
      return "file" in found ? nginxProgram(found.file, found.modules) : found;
    },
  ],
];

/**
 * A suite that is run with each nginx; where one cannot be had, the suite says so and is skipped.
 *
 * @param suite gets the program, which is known from the first hook on
 * @example
 * describeWithEachNginx("The gate", (nginx) => {
 *   before(async () => { proxy = await startProxy(settings, { nginx: nginx.file }); });
 * });
 */
export function describeWithEachNginx(title: string, suite: (this: Suite, nginx: NginxProgram) => void): void {
  for (const [name, find] of programs) {
    describe(`${title}, with ${name}`, function () {
      const nginx: NginxProgram = { file: "", resolves: false };
      before(async function () {
        const found = await find();
        if ("file" in found) {
          Object.assign(nginx, found);
        } else {
          console.log(`not run: ${found.missing}`);
          this.skip();
        }
      });
      suite.call(this, nginx);
    });
  }
}

/** The one that GATEHOUSE_NGINX names, else the pinned one. */
export async function currentNginx(): Promise<string> {
  const given = process.env.GATEHOUSE_NGINX;
  if (!given) return wheelNginx(process.env, console.error);
  accessSync(given, constants.X_OK);
  return given;
}
