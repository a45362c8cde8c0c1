#!/usr/bin/env node
// There before the first build, so that pnpm can link it.
await import("../dist/main.js");
