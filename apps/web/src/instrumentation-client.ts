// Runs before any page's script. Zod tries whether it may make functions from text, which the policy refuses and
// the browser notes; its own `config` says so as well, and would bring 5 kB of it to every first load.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
