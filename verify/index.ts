export { CannotVerify, ExitCode } from "./exitCode";
export { type Format, render } from "./render";
export {
  type ContainerLog,
  type ContainerReport,
  type EventReport,
  exitCodeOf,
  type TaskReport,
  type Verdict,
  type Verification,
} from "./verification";
export { type VerifyArgs, verifyDeployment } from "./verifyDeployment";
