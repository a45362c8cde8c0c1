export const FILE = "<file>";
export const fileHelp =
  "a module that exports a zod schema (.ts, .js, .mjs), or a JSON Schema (.json)";
export const EXPORT = "--export <name>";
export const exportHelp = "the schema's export; required if the module exports several";

/** The server checks all users, about a million in ten seconds. In milliseconds. */
export const CHECK_TIMEOUT = 600_000;
