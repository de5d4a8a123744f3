import type { ClusterArgs, ClusterRef } from "../cluster";
import { ContainerInsights } from "../containerInsights";
import type { HostsArgs, HostsRef } from "../hosts/hostsArgs";
import type { SessionsArgs, SessionsRef } from "../sessions";
import { edgeRef } from "./edgeShape";
import { architecture } from "./imageShape";
import { networkRef } from "./networkShape";
import { list, object, reference } from "./objects";
import { choice, flag, input, number, text } from "./values";

const hosts = object<HostsArgs>(
  { network: networkRef },
  {
    architecture,
    instanceType: text,
    fewest: number,
    most: number,
    diskGibibytes: number,
    lifetimeDays: number,
    edges: list(edgeRef),
  },
);

/** `ClusterArgs`. */
export const clusterShape = object<ClusterArgs>(
  {},
  {
    containerInsights: choice(Object.values(ContainerInsights)),
    hosts,
    sessions: object<SessionsArgs>({}, { days: number, kmsKeyArn: input(text) }),
  },
);

const hostsRef = object<HostsRef>(
  {
    capacityProviderName: input(text),
    securityGroupId: input(text),
    architecture,
    most: number,
    admitsPickedPorts: flag,
  },
  {},
);

/** `ClusterRef`. */
export const clusterRef = reference<ClusterRef>(
  { arn: input(text) },
  { hosts: hostsRef, sessions: object<SessionsRef>({ logGroupArn: input(text) }, { kmsKeyArn: input(text) }) },
);
