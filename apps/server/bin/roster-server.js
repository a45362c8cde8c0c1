#!/usr/bin/env node
// Not a build output, so that pnpm can link it before the first build.
await import("../dist/main.js");
