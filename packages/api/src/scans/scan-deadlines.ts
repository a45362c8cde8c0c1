/** How long a scan may take, by who asks for it, in milliseconds. */
export interface ScanDeadlines {
  readonly user: number;
  readonly server: number;
  /** Also for the administration of an app with a server token, such as checking a schema. */
  readonly admin: number;
}

export const defaultScanDeadlines: ScanDeadlines = { user: 2000, server: 15_000, admin: 300_000 };
