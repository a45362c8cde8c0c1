/** What a server reports to its launcher once it is ready. */
export interface ReadyMessage {
  readonly apiUrl: string;
  /** The processes that serve requests. */
  readonly processIds: readonly number[];
  /** The URL of the metrics, if they are exposed. */
  readonly metricsUrl: string | undefined;
  /** The file with the key and secret; undefined if the operator chose them. */
  readonly credentialsFile: string | undefined;
  /** The key and secret, if this start created them. */
  readonly newKey: { readonly apiKey: string; readonly apiSecret: string } | undefined;
  /** The dashboard's password, if this start created it. */
  readonly newAdminPassword: string | undefined;
}

/** The lines to print. Only the first start shows secrets. */
export function renderBanner(ready: ReadyMessage, dashboardUrl?: string): string {
  const { apiUrl, metricsUrl, credentialsFile, newKey, newAdminPassword } = ready;
  const source = credentialsFile === undefined ? "the settings" : `${credentialsFile} (mode 0600)`;
  const rows: [string, string][] = [["API", apiUrl]];
  if (dashboardUrl !== undefined) rows.push(["Dashboard", dashboardUrl]);
  if (metricsUrl !== undefined) rows.push(["Metrics", metricsUrl]);
  if (newAdminPassword !== undefined) {
    rows.push(["Password", `${newAdminPassword}   to sign in; shown only now`]);
  } else if (dashboardUrl !== undefined) {
    rows.push(["Sign in", "with the password from the first start, or set ROSTER_ADMIN_PASSWORD"]);
  }
  if (newKey) rows.push(["API key", newKey.apiKey], ["API secret", newKey.apiSecret]);
  rows.push([newKey ? "Saved in" : "API key", newKey ? source : `and secret: see ${source}`]);
  const table = rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`);
  return ["", "  Roster is ready.", "", ...table, "", ...snippet, ""].join("\n");
}

const snippet = [
  "  Add a user, in another terminal:",
  "",
  `    npx -y pnpm@10 -s roster users add john-doe --data '{"name":"John Doe"}'`,
];
