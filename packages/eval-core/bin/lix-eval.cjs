#!/usr/bin/env node
require("../dist/bin/lix-eval.js");
