#!/usr/bin/env node
require("../dist/bin/lix-lint.js");
