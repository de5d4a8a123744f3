import type { Rows } from "../row";

export const templates: Rows = {
  "cloudformation:stack": { to: "aws:cloudformation/stack:Stack" },
  "cloudformation:stackset": { to: "aws:cloudformation/stackSet:StackSet" },
  "servicecatalog:cloudformationprovisionedproduct": {
    to: "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
  },
};
