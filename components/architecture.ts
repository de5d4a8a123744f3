/** Processor of an image and of the task that runs it. */
export const Architecture = { X86_64: "x86_64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];
