#!/usr/bin/env node
import "../dist/bin/lix-parse.js";
