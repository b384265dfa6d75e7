#!/usr/bin/env node
require("../dist/bin/lix-migrate.js");
