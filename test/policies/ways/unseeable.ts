import type { Unseeable } from "./row";

/** Ways that a policy pack cannot see; the pack's README says so. */
export const unseeable: readonly Unseeable[] = [
  {
    number: 51,
    way: "a proxy whose own configuration lets everything through",
    because: "it is in the image, not in the plan; `proxyImages` says which images are trusted to hold a gate",
  },
  {
    number: 82,
    way: "a resource that is made inside `apply`, or only outside of previews",
    because:
      "the program does not register it while values are unknown, so no preview holds it; an update stops it before it is created",
  },
  {
    number: 83,
    way: "an update of targets only, without a preview, or with resource hooks",
    because: "the engine hands over a part of the stack, hands it over too late, or runs the user's own code beside it",
  },
  {
    number: 86,
    way: "a change made beside the program: an import, another tool, drift",
    because: "a plan tells what is declared, not what is there; `gatehouse-audit` reads a refreshed state",
  },
  {
    number: 89,
    way: "a run without the pack, or with it made advisory by whoever runs it",
    because: "a pack that is not loaded says nothing; only a policy group of the organization enforces it",
  },
];
