#!/usr/bin/env node
import "../dist/bin/lix-eval.js";
