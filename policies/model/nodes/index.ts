export type * from "./doors";
export type * from "./edge";
export type * from "./hosts";
export type * from "./loadBalancing";
export type * from "./securityGroups";
export type * from "./tasks";
