/** The details of events that are not changes of users, by their names in the API. */
const names: Readonly<Record<string, string>> = {
  apiKey: "Key",
  appId: "App ID",
  name: "Name",
  scopes: "Permissions",
  expiresAt: "Expires",
  ratePerMinute: "Calls per minute",
  allowFrom: "Allowed addresses",
  previousSecretUntil: "Previous secret until",
  kind: "For",
  action: "Action",
  userReads: "End users read",
  publicFields: "Public fields",
  history: "History",
  version: "Version",
  appliesTo: "Applies to",
  path: "Path",
  unique: "Unique",
  filtered: "Filtered",
  created: "Added",
  updated: "Updated",
  existing: "Existing",
  refused: "Rejected",
  ended: "Sessions",
  address: "Address",
  userAgent: "Browser",
  method: "With",
  knownBrowser: "Known browser",
  adminId: "Administrator ID",
  email: "E-mail",
  role: "Role",
  apps: "Apps",
  renewed: "Renewed",
};

const BEFORE = "Before";

export const detailTexts = {
  /** A detail without a text keeps its name. */
  nameOf(detail: string): string {
    if (!detailTexts.isBefore(detail)) return names[detail] ?? detail;
    const base = detail.slice(0, -BEFORE.length);
    return `${names[base] ?? base} before`;
  },
  /** `scopesBefore` is what `scopes` was. */
  beforeOf: (detail: string) => `${detail}${BEFORE}`,
  isBefore: (detail: string) => detail.endsWith(BEFORE),
  yes: "yes",
  no: "no",
  none: "none",
  everything: "everything",
};
