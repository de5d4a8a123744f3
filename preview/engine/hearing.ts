/** What the SDK knows of a run of the program, of which its types leave this out. */
interface Run {
  /** Whether a call to the engine found nobody there. */
  terminated: boolean;
}

const { getStore } = require("@pulumi/pulumi/runtime/state") as { getStore(): Run };

/** The connection between the program and the engine broke. */
export class LostEngine extends Error {
  override readonly name = "LostEngine";

  constructor() {
    super(
      "the connection between the program and the engine broke, so the engine saw a part of the stack; fix: run it again",
    );
  }
}

/**
 * Knows whether the engine heard the program to its end. The SDK takes a broken connection for an engine that stopped and
 * has said why: it ends without a word, or does not begin, and the engine takes what it heard for the whole stack.
 */
export class Hearing {
  private run: Run | undefined;

  /** To be called by the program, whose run the SDK knows by where it is called. */
  begin(): void {
    this.run = getStore();
  }

  /** @throws LostEngine where the operation ended well, and the engine did not hear all of the program */
  async whole<T>(operation: () => Promise<T>): Promise<T> {
    this.run = undefined;
    const result = await operation();
    if (!this.hasHeardAll()) throw new LostEngine();
    return result;
  }

  private hasHeardAll(): boolean {
    return this.run !== undefined && !this.run.terminated;
  }
}
