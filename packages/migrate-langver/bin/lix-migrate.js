#!/usr/bin/env node
import "../dist/bin/lix-migrate.js";
