// Before any file of `npm test`: a share of the cases, which `share.ts` counts.
process.env.GATEHOUSE_TESTS = "quick";
