// Compiles the components, with the nginx folder that they render from, into dist/; npm runs it before it packs.
const { execFileSync } = require("node:child_process");
const { copyFileSync } = require("node:fs");
const { join } = require("node:path");

execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--build", __dirname], { stdio: "inherit" });
copyFileSync(join(__dirname, "..", "nginx", "Dockerfile"), join(__dirname, "dist", "nginx", "Dockerfile"));
