/** How much the findings of a rule weigh: they stop the run, they are only told, or the rule is not looked at. */
export type Level = "mandatory" | "advisory" | "disabled";

export const legalLevels: readonly Level[] = ["mandatory", "advisory", "disabled"];
