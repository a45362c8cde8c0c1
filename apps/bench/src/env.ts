/** A PostgreSQL of the tester, in place of the one from npm. */
export function readPostgresqlUrl(): string | undefined {
  return process.env["TEST_DATABASE_URL"] || undefined;
}

/** Roster's own settings, of which none may reach the servers that are measured by chance. */
const ours = /^(?:ROSTER_|DATABASE_URL$|HOST$|PORT$|NODE_OPTIONS$)/;

/** This process's environment without Roster's settings, and with more in it, for a child. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), ...more };
}
