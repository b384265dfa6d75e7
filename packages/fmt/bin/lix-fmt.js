#!/usr/bin/env node
import "../dist/bin/lix-fmt.js";
