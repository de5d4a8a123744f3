/** How much CloudWatch Container Insights records. */
export const ContainerInsights = { Enhanced: "enhanced", Enabled: "enabled", Disabled: "disabled" } as const;
export type ContainerInsights = (typeof ContainerInsights)[keyof typeof ContainerInsights];
