#!/usr/bin/env node
require("../dist/bin/lix-lsp.js");
