/**
 * Tests of CrossGuard policy packs, this one or any other, against stacks that are declared in a few lines and shown to
 * the pack as the engine would show them.
 *
 * @module
 */
export { asSeen } from "./asSeen";
export type { PackConfiguration } from "./configuration";
export { type Declared, type ProviderOptions, type ResourceOptions, resource } from "./declared";
export type { Diagnostic, Level, Remediation } from "./diagnostic";
export { literalOf, type PlannedResource } from "./engineView";
export { type Mode, modes, previews } from "./modes";
export type { Order } from "./order";
export { Pack, type PackInfo } from "./pack";
export { PolicyRuntime, type RuntimeOptions } from "./policyRuntime";
export { rootUrn, urnOf } from "./program";
export { type PackDiagnostic, type PackRun, type RunOptions, runPack } from "./runPack";
export { type StartedPack, type StartOptions, startPack } from "./startPack";
export { everyUnknown, type Path, type Variant, withUnknown } from "./unknowns";
export { apply, arn, Computed, holdsUnknown, id, output, Ref, Secret, secret, unknown } from "./values";
