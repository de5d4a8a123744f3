/** Everything that is wrong with a configuration, one line each, so that a user can mend all of it at once. */
export class Problems {
  readonly lines: string[] = [];

  /**
   * @param where Path below the configuration: "waivers[0].rule"; "" for the configuration itself. Never a user's text.
   * @param given What stands there; of a text only the beginning is repeated, of a list or an object nothing.
   */
  add(where: string, given: unknown, legal: string, fix: string): void {
    const place = where === "" ? "configuration" : `configuration.${where}`;
    this.lines.push(`${place}: given ${shown(given)}; legal: ${legal}; fix: ${fix}`);
  }
}

const longestShown = 40;

function shown(given: unknown): string {
  if (given === undefined) return "nothing";
  if (typeof given === "string") {
    const characters = [...given];
    const cut = characters.length > longestShown ? `${characters.slice(0, longestShown).join("")}…` : given;
    return JSON.stringify(cut);
  }
  if (Array.isArray(given)) return `a list of ${given.length}`;
  return typeof given === "object" && given !== null ? "an object" : String(given);
}
