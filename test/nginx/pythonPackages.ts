import { join } from "node:path";
import { pythonPackages as fetchPackages } from "../pythonPackages";

/** `-S` keeps packages out that this machine has for itself, another version of these among them. */
export const pythonAlone = ["-S", "-B"];

/** A folder for PYTHONPATH with the packages that python/<name>.txt pins; each apart, because gixy-ng brings a crossplane of its own. */
export function pythonPackages(name: "crossplane" | "gixy"): Promise<string> {
  return fetchPackages(name, join(__dirname, "python", `${name}.txt`));
}
