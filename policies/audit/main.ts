import { run } from "./command";

// A reader that has seen enough, such as `head`, closes the pipe; that is no error of the audit.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { stdout, stderr, env } = process;
process.exitCode = run(process.argv.slice(2), { stdout, stderr, env, now: Date.now });
