/** The program uses a resource type or an invoke that the stand-ins cannot play. */
export class UnknownToken extends Error {
  override readonly name = "UnknownToken";

  constructor(
    readonly kind: "resource type" | "invoke" | "component",
    readonly token: string,
  ) {
    const table = kind === "invoke" ? "preview/standIns/invokes" : "preview/standIns/tokens";
    super(`the stand-in providers do not know the ${kind} ${token}; fix: add it to a table in ${table}`);
  }
}
