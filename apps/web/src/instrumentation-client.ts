// Runs before any page script. Without it, zod probes for eval, which the content security policy blocks and the
// browser reports. zod's `config` would do the same, but adds 5 kB to every first load.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
