import { definitionWays } from "./definitionWays";
import { registrationWays } from "./registrationWays";
import type { Way } from "./row";
import { runnerWays } from "./runnerWays";

/** Ways 25 to 50: how tasks are run, registered and defined. */
export const taskWays: readonly Way[] = [...registrationWays, ...definitionWays, ...runnerWays];
