const { writeFileSync } = require("node:fs");
const { PolicyPack } = require("@pulumi/policy");

const inputs = {};
const ignoreChanges = {};

new PolicyPack("probe", {
  policies: [
    {
      name: "inputs",
      description: "Keeps the inputs of each resource.",
      enforcementLevel: "mandatory",
      validateResource: ({ urn, props, opts }) => {
        inputs[urn] = raw(props);
        if (opts.ignoreChanges.length > 0) ignoreChanges[urn] = opts.ignoreChanges;
      },
    },
    {
      name: "stack",
      description: "Writes what the engine showed to the file that GATEHOUSE_REPORT names.",
      enforcementLevel: "mandatory",
      validateStack: ({ resources }) => {
        const seen = resources.map(({ urn, type, props, propertyDependencies }) => ({
          urn,
          type,
          inputs: inputs[urn],
          outputs: raw(props),
          dependencies: urnsOf(raw(propertyDependencies)),
          ignoreChanges: ignoreChanges[urn],
        }));
        writeFileSync(process.env.GATEHOUSE_REPORT, JSON.stringify(seen));
      },
    },
  ],
});

/** The SDK's proxy throws where an unknown is read; property descriptors lead past it. */
function raw(properties) {
  const values = Object.keys(properties).map((name) => [name, Object.getOwnPropertyDescriptor(properties, name).value]);
  return Object.fromEntries(values);
}

function urnsOf(dependencies) {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, from]) => [name, from.map(({ urn }) => urn).sort()]),
  );
}
