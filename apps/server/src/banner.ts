/** What a server that has just begun to serve tells whoever started it. */
export interface ReadyMessage {
  readonly apiUrl: string;
  /** The processes that serve it. */
  readonly processIds: readonly number[];
  /** Where the metrics are told; absent where nowhere. */
  readonly metricsUrl: string | undefined;
  /** Where key and secret are kept; absent where the operator chose them. */
  readonly credentialsFile: string | undefined;
  /** Key and secret, where this start made them. */
  readonly newKey: { readonly apiKey: string; readonly apiSecret: string } | undefined;
  /** The dashboard's password, where this start made it up. */
  readonly newAdminPassword: string | undefined;
}

/** The lines to print. Secrets stand in them at the first start alone. */
export function renderBanner(ready: ReadyMessage, dashboardUrl?: string): string {
  const { apiUrl, metricsUrl, credentialsFile, newKey, newAdminPassword } = ready;
  const kept = credentialsFile === undefined ? "the settings" : `${credentialsFile} (mode 0600)`;
  const rows: [string, string][] = [["API", apiUrl]];
  if (dashboardUrl !== undefined) rows.push(["Dashboard", dashboardUrl]);
  if (metricsUrl !== undefined) rows.push(["Metrics", metricsUrl]);
  if (newAdminPassword !== undefined) {
    rows.push(["Password", `${newAdminPassword}   to sign in; shown now and never again`]);
  } else if (dashboardUrl !== undefined) {
    rows.push(["Sign in", "with the password of the first start, or set ROSTER_ADMIN_PASSWORD"]);
  }
  if (newKey) rows.push(["API key", newKey.apiKey], ["API secret", newKey.apiSecret]);
  rows.push([newKey ? "Kept in" : "API key", newKey ? kept : `and secret: see ${kept}`]);
  const table = rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`);
  return ["", "  Roster is ready.", "", ...table, "", ...snippet, ""].join("\n");
}

const snippet = [
  "  Add a user, in another terminal:",
  "",
  `    npx -y pnpm@10 -s roster users add john-doe --data '{"name":"John Doe"}'`,
];
