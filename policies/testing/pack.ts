import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import empty from "google-protobuf/google/protobuf/empty_pb";
import type { Call } from "./calls";
import { configureRequest, type PackConfiguration } from "./configuration";
import { type Diagnostic, diagnosticsOf, type Level, levelOf, type Remediation, remediationsOf } from "./diagnostic";
import type { PlannedResource } from "./engineView";
import { analyzeRequest, analyzeStackRequest } from "./messages";
import { settings } from "./program";

/** What a pack tells of itself. */
export interface PackInfo {
  name: string;
  version: string;
  policies: { name: string; level: Level }[];
}

/** A policy pack that runs, and answers as it answers the engine. */
export class Pack {
  private configured: Promise<void> | undefined;

  constructor(
    private readonly call: Call,
    /** Whether the pack is told that it runs in a preview. */
    readonly preview: boolean,
  ) {}

  async info(): Promise<PackInfo> {
    const info = await this.call("getAnalyzerInfo", new empty.Empty());
    const policies = info.getPoliciesList();
    return {
      name: info.getName(),
      version: info.getVersion(),
      policies: policies.map((each) => ({ name: each.getName(), level: levelOf(each.getEnforcementlevel()) })),
    };
  }

  /** Gives the pack its configuration. A pack that is given none has its defaults, as with the engine. */
  async configure(configuration: PackConfiguration, stackTags: Record<string, string> = {}): Promise<void> {
    this.configured = this.sendConfiguration(configuration, stackTags);
    await this.configured;
  }

  /** What the pack changes in this resource's inputs, before anything is said about them. */
  async remediate(resource: PlannedResource): Promise<Remediation[]> {
    await this.ready();
    return remediationsOf(await this.call("remediate", analyzeRequest(resource)), resource.urn);
  }

  /** What the pack says about this resource's inputs. */
  async analyze(resource: PlannedResource): Promise<Diagnostic[]> {
    await this.ready();
    return diagnosticsOf(await this.call("analyze", analyzeRequest(resource)));
  }

  /** What the pack says about the whole stack's outputs. */
  async analyzeStack(resources: readonly PlannedResource[]): Promise<Diagnostic[]> {
    await this.ready();
    return diagnosticsOf(await this.call("analyzeStack", analyzeStackRequest(resources)));
  }

  private ready(): Promise<void> {
    this.configured ??= this.sendConfiguration({}, {});
    return this.configured;
  }

  private async sendConfiguration(given: PackConfiguration, stackTags: Record<string, string>): Promise<void> {
    const stack = new analyzer.AnalyzerStackConfigureRequest();
    stack.setStack(settings.stack).setProject(settings.project).setOrganization(settings.organization);
    stack.setDryRun(this.preview);
    for (const [key, value] of Object.entries(stackTags)) stack.getTagsMap().set(key, value);
    await this.call("configureStack", stack);
    const info = await this.call("getAnalyzerInfo", new empty.Empty());
    await this.call("configure", configureRequest(info, given));
  }
}
