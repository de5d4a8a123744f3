import { run } from "./command";
import { ExitCode } from "./exitCode";

// The pinned SDK supports Node 20, as its `engines` say; its warning, eight lines on stderr, is about versions to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

// A reader that has seen enough, such as `head`, closes the pipe; that is no error of the verification.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { stdout, stderr, env } = process;
run(process.argv.slice(2), { stdout, stderr, env }).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A defect of this command must not end like a verdict: Node itself would end with 1.
    console.error(error);
    process.exitCode = ExitCode.Failed;
  },
);
