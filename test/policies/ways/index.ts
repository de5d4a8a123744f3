import { edgeWays } from "./edgeWays";
import { hostUnseenWays } from "./hostUnseenWays";
import { hostWays } from "./hostWays";
import { otherFormWays } from "./otherFormWays";
import type { Way } from "./row";
import { securityGroupWays } from "./securityGroupWays";
import { taskWays } from "./taskWays";

/** Every way past a proxy that a policy can see, in the order of its number. */
export const ways: readonly Way[] = [securityGroupWays, taskWays, edgeWays, hostWays, hostUnseenWays, otherFormWays]
  .flat()
  .sort((a, b) => a.number - b.number);
