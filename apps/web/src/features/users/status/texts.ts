/** The notices about states, and the actions that change them. */
export const statusTexts = {
  menu: "Access",
  deactivate: "Deactivate",
  reactivate: "Reactivate",
  ban: "Ban",
  changeBan: "Change ban",
  unban: "Unban",
  revokeTokens: "Sign out everywhere",
  restore: "Restore",

  deactivatedHint: "The user’s own tokens are rejected. Your backend can still read and change it.",
  bannedHint: "The user’s own tokens are rejected until then.",
  bannedForeverHint: "The user’s own tokens are rejected until you unban it.",
  bannedUntil: "Banned until",
  bannedForever: "Banned without an end",
  reason: (reason: string) => `Reason: ${reason}`,
  deletedHint:
    "Only the dashboard and backends that ask for deleted users can see it. Restore it, or remove it for good.",
  deletedAt: "Removed",
  tokensValidAfter: "Signed out everywhere. Tokens are rejected if they were issued before",

  deactivateTitle: "Deactivate this user?",
  deactivateAction: "Deactivate user",
  deactivateEffect:
    "All calls with the user’s own tokens are rejected from now on. Its data stays, and your backend can still read and change it. You can reactivate it at any time.",
  revokeTitle: "Sign this user out everywhere?",
  revokeAction: "Sign out everywhere",
  revokeEffect:
    "All tokens issued to the user so far are permanently rejected. The user can sign in to your application again and gets a new token.",

  undo: "Undo",
  failed: "Nothing changed",
  unchanged: (id: string) => `${id} already was in this state.`,
  done: {
    deactivate: { title: "User deactivated", text: (id: string) => `${id} is deactivated.` },
    reactivate: { title: "User reactivated", text: (id: string) => `${id} is active again.` },
    ban: { title: "User banned", text: (id: string) => `${id} is banned.` },
    unban: { title: "User unbanned", text: (id: string) => `${id} is no longer banned.` },
    revokeTokens: {
      title: "Signed out everywhere",
      text: (id: string) => `All tokens issued to ${id} so far are rejected.`,
    },
    restore: { title: "User restored", text: (id: string) => `${id} is back.` },
  },
};
