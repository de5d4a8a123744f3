import * as pulumi from "@pulumi/pulumi";
import "../cheapPromises";

/** A resource as the program registered it. */
export interface Registration {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

const answers: Record<string, Record<string, unknown>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:index/getRegion:getRegion": { region: "us-east-1" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": { userName: "AWS", password: "token" },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": { id: "pl-cloudfront" },
  "aws:ecr/getImages:getImages": { imageIds: [] },
};

/**
 * Runs a program against mocks, as a first preview: outputs that are not inputs are unknown.
 * Returns what was registered, or throws what the program threw.
 */
export async function registrations(program: () => void, config: Record<string, string> = {}): Promise<Registration[]> {
  const registered: Registration[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: undefined, state: inputs };
      },
      call: ({ token }) => {
        const answer = answers[token];
        if (answer === undefined) throw new Error(`no answer is known for ${token}`);
        return answer;
      },
    },
    "gatehouse",
    "dev",
    true,
  );
  pulumi.runtime.setAllConfig(config);
  program();
  await settled(registered);
  return registered;
}

/** Inputs are resolved over several turns of the event loop: done when nothing new came for a few. */
async function settled(registered: Registration[]): Promise<void> {
  let [seen, quiet] = [-1, 0];
  while (quiet < 10) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = registered.length === seen ? quiet + 1 : 0;
    seen = registered.length;
  }
}
