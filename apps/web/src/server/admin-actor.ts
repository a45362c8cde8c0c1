/** The administrator who opened a session, as a caller in an app. */
export const toAdmin = (appId: string, sessionId: string) =>
  ({ kind: "admin", appId, sessionId, adminId: "admin", role: "owner" }) as const;
