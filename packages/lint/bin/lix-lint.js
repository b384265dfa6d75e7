#!/usr/bin/env node
import "../dist/bin/lix-lint.js";
