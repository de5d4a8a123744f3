import { version } from "@pulumi/aws/package.json";
import { account } from "./invokes/account";
import { policyDocument } from "./invokes/policyDocument";
import { services } from "./invokes/services";
import type { StandIn } from "./model";
import { apis } from "./tokens/apis";
import { containers } from "./tokens/containers";
import { distributions } from "./tokens/distributions";
import { fileSystems } from "./tokens/fileSystems";
import { firewalls } from "./tokens/firewalls";
import { hosts } from "./tokens/hosts";
import { identity } from "./tokens/identity";
import { loadBalancers } from "./tokens/loadBalancers";
import { names } from "./tokens/names";
import { network } from "./tokens/network";
import { registries } from "./tokens/registries";
import { secrets } from "./tokens/secrets";
import { securityGroups } from "./tokens/securityGroups";
import { storage } from "./tokens/storage";
import { watching } from "./tokens/watching";

/** Stand-in for the aws provider: its tables are everything that it knows. */
export const aws: StandIn = {
  name: "aws",
  version,
  resources: {
    ...network,
    ...securityGroups,
    ...loadBalancers,
    ...containers,
    ...hosts,
    ...registries,
    ...identity,
    ...storage,
    ...fileSystems,
    ...secrets,
    ...watching,
    ...names,
    ...apis,
    ...distributions,
    ...firewalls,
  },
  invokes: { ...account, ...services, ...policyDocument },
};
