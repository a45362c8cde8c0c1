import { usersOf, usersOr } from "../user-counts";

/** The texts of each bulk operation that changes statuses. */
export const bulkStatusTexts = {
  deactivate: {
    title: (count: number | undefined) => `Deactivate ${usersOr(count)}?`,
    effect:
      "All calls with these users’ own tokens are rejected from now on. Their data stays, and you can reactivate them at any time.",
    done: (count: number) => `${usersOf(count)} deactivated`,
  },
  reactivate: {
    title: (count: number | undefined) => `Reactivate ${usersOr(count)}?`,
    effect: "These users’ own tokens are accepted again, except where a user is banned.",
    done: (count: number) => `${usersOf(count)} active again`,
  },
  ban: {
    title: (count: number | undefined) => `Ban ${usersOr(count)}?`,
    effect:
      "All calls with these users’ own tokens are rejected until the ban ends. It replaces bans that they have.",
    done: (count: number) => `${usersOf(count)} banned`,
  },
  unban: {
    title: (count: number | undefined) => `Unban ${usersOr(count)}?`,
    effect: "These users’ own tokens are accepted again, except where a user is deactivated.",
    done: (count: number) => `${usersOf(count)} not banned`,
  },
  revokeTokens: {
    title: (count: number | undefined) => `Sign ${usersOr(count)} out everywhere?`,
    effect: "All tokens issued to these users so far are permanently rejected.",
    done: (count: number) => `${usersOf(count)} signed out everywhere`,
  },
  restore: {
    title: (count: number | undefined) => `Restore ${usersOr(count)}?`,
    effect:
      "These users are as they were before they were removed. A user is not restored if another user has one of its unique values by now.",
    done: (count: number) => `${usersOf(count)} restored`,
  },
};
