export const FILE = "<file>";
export const fileHelp =
  "a module that exports a zod schema (.ts, .js, .mjs), or JSON Schema (.json)";
export const EXPORT = "--export <name>";
export const exportHelp = "the module's export; needed where it has several schemas";

/** The server looks at all users, a million in some ten seconds. In milliseconds. */
export const CHECK_TIMEOUT = 600_000;
