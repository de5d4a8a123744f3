import { declaredWays } from "./declaredWays";
import { ipv6Ways } from "./ipv6Ways";
import { portWays } from "./portWays";
import type { Way } from "./row";
import { sourceWays } from "./sourceWays";

/** Ways 1 to 24, 30 to 32, 49, 84 and 85: what security groups admit, and at which addresses. */
export const securityGroupWays: readonly Way[] = [...portWays, ...sourceWays, ...declaredWays, ...ipv6Ways];
