/** What an absolute path may hold, for error messages. */
export const absolutePathRule = 'an absolute path of letters, digits, ".", "_" and "-"';

const absolutePath = /^(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9._-]+)+$/;

/** A path of a container that every reader takes alike: no dot segment, no empty one, nothing to quote. */
export function isAbsolutePath(path: unknown, longest = Number.POSITIVE_INFINITY): path is string {
  return typeof path === "string" && path.length <= longest && absolutePath.test(path);
}
