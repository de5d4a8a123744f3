/**
 * Folders of test/ whose tests leave the project in the root alone: its `.gatehouse` and `out` folders, the ports of
 * `make local`, the Docker engine, the packages that npm packs. They can run while a test of another folder has it.
 */
const besideTheProject = ["app", "bench", "examples", "nginx", "policies", "verify"];

/** Tests that run one after the other, and what may run beside them. */
export interface Lane {
  name: string;
  /** Patterns of files for mocha. */
  files: string[];
  /** Patterns of files among them that are left out. */
  ignored: string[];
}

const all = "test/**/*.test.ts";
const beside = besideTheProject.map((folder) => `test/${folder}/**/*.test.ts`);

/** Two, as most machines that build have two processors. Together they are all tests, each once. */
export const lanes: [Lane, Lane] = [
  { name: "the project in the root", files: [all], ignored: beside },
  { name: besideTheProject.join(", "), files: beside, ignored: [] },
];

/** All tests in one lane. */
export const oneLane: [Lane] = [{ name: "all", files: [all], ignored: [] }];
