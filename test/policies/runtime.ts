export { type Diagnostic, type Level, PolicyRuntime } from "../../policies/testing";
