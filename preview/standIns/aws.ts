import { version } from "@pulumi/aws/package.json";
import { account } from "./invokes/account";
import { policyDocument } from "./invokes/policyDocument";
import { services } from "./invokes/services";
import type { StandIn } from "./model";
import { containers } from "./tokens/containers";
import { identity } from "./tokens/identity";
import { loadBalancers } from "./tokens/loadBalancers";
import { names } from "./tokens/names";
import { network } from "./tokens/network";
import { registries } from "./tokens/registries";
import { securityGroups } from "./tokens/securityGroups";
import { storage } from "./tokens/storage";

/** Stand-in for the aws provider: its tables are everything that it knows. */
export const aws: StandIn = {
  name: "aws",
  version,
  resources: {
    ...network,
    ...securityGroups,
    ...loadBalancers,
    ...containers,
    ...registries,
    ...identity,
    ...storage,
    ...names,
  },
  invokes: { ...account, ...services, ...policyDocument },
};
