/** An input that cannot be audited: a clause about what was found, what is legal, and how to fix it. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";

  constructor(found: string, fix: string) {
    super(`${found}; fix: ${fix}`);
  }
}
