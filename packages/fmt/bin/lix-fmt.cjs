#!/usr/bin/env node
require("../dist/bin/lix-fmt.js");
