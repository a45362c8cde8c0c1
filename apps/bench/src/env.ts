/** The tester's own PostgreSQL, instead of the one from npm. */
export function readPostgresqlUrl(): string | undefined {
  return process.env["TEST_DATABASE_URL"] || undefined;
}

/** Roster's settings, which must not reach the measured servers by accident. */
const settingName = /^(?:ROSTER_|DATABASE_URL$|HOST$|PORT$|NODE_OPTIONS$)/;

/** This process's environment without Roster's settings, plus some more, for a child. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !settingName.test(name));
  return { ...Object.fromEntries(kept), ...more };
}
