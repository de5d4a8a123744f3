#!/usr/bin/env node
// npm links the commands of a workspace before anything is compiled, so what it links is not compiled itself.
require("../dist/main.js");
