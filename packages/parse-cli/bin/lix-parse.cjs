#!/usr/bin/env node
require("../dist/bin/lix-parse.js");
