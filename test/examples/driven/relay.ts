import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Authority, makeAuthority, type ServerCertificate } from "../../nginx/certificates";
import type { Answer } from "../../nginx/httpClient";
import type { Arrived } from "./commands";
import { DrivenExample } from "./drivenExample";

/** A name's time is a second here, and nginx asks again when it is over. */
const patienceMilliseconds = 5000;

/** The name that the example of S2 leads to, and where it has it: an address of documentation (RFC 5737). */
export const outsideName = "example.com";
export const outside = "192.0.2.10";

/** A client in one of the networks that may connect; the load balancer keeps its address. */
export const partner = "203.0.113.9";

/** S2's proxy before a host outside that answers everything with its own address. */
export class Relay {
  private constructor(
    readonly example: DrivenExample,
    private readonly authority: Authority,
  ) {}

  /** @param example a folder of examples/, or the absolute path of a project like it */
  static async make(example: string): Promise<Relay> {
    const authority = makeAuthority();
    try {
      return new Relay(await DrivenExample.make(example, authority.file), authority);
    } catch (error) {
      authority.remove();
      throw error;
    }
  }

  /** Starts the host, the resolver that knows its name, and the task. */
  async start(): Promise<void> {
    await this.openHost(outside);
    await this.example.tellNames({ [outsideName]: [outside] });
    await this.example.start();
  }

  /** @param certificate whose authority is not trusted. @default one for the name that is asked for, of a trusted one */
  openHost(address: string, certificate: ServerCertificate = this.certificateFor(outsideName)): Promise<void> {
    return this.example.call("openHost", address, certificate);
  }

  certificateFor(name: string): ServerCertificate {
    return this.authority.issue(name);
  }

  /** Moves the name, and asks until the answers come from there; gives back those before. */
  async moveTo(address: string, isThere = ({ body }: Answer) => body === address): Promise<Answer[]> {
    await this.example.tellNames({ [outsideName]: [address] });
    return this.askUntil(isThere);
  }

  async askUntil(wanted: (answer: Answer) => boolean): Promise<Answer[]> {
    const answers: Answer[] = [];
    const deadline = Date.now() + patienceMilliseconds;
    while (Date.now() < deadline) {
      const answer = await this.example.ask({ path: "/", from: partner });
      if (wanted(answer)) return answers;
      answers.push(answer);
      await sleep(50);
    }
    const reported = this.example.errors().split("\n").slice(-3).join("\n");
    throw new Error(`not in time: ${JSON.stringify(answers.at(-1))}; ${reported}`);
  }

  /** The requests that the host got since this was asked last. */
  async arrived(address = outside): Promise<Arrived[]> {
    return (await this.example.call("arrivedAt", address)).requests;
  }

  /** The host gets nothing of these bytes; gives back the statuses of the answers. */
  async refused(bytes: string, from: string, last?: string, patience?: number): Promise<number[]> {
    await this.arrived();
    const { statuses } = await this.example.send(bytes, from, last, patience);
    assert.deepEqual(await this.arrived(), [], JSON.stringify(bytes));
    return statuses;
  }

  async stop(): Promise<void> {
    await this.example.stop();
    this.authority.remove();
  }
}
