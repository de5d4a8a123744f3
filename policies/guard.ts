/** A check that ended in an exception: a mistake in this pack, reported instead of hidden. */
export interface CheckFailure {
  check: string;
  urn: string;
  /** The class of the exception only: its message may hold values of the stack. */
  error: string;
}

/** Runs one check so that its failure ends no other. */
export function guarded(check: string, urn: string, run: () => void): CheckFailure | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return { check, urn, error: error instanceof Error ? error.name : typeof error };
  }
}
