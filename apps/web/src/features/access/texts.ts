import type { AdminRole } from "@roster/contract";

const roles: Record<AdminRole, string> = { viewer: "Viewer", editor: "Editor", owner: "Owner" };

export const accessTexts = {
  roles,
  /** Next to the link to the account. */
  yourRole: (role: AdminRole) => `Your role: ${roles[role]}`,
  pageDenied: "Your role does not allow this",
  pageDeniedHint: (role: AdminRole) =>
    `You are signed in as ${article[role]}. An owner can change your role.`,
  readOnly: (role: AdminRole) =>
    `You are signed in as ${article[role]}, so you can see this but not change it.`,
};

const article: Record<AdminRole, string> = {
  viewer: "a viewer",
  editor: "an editor",
  owner: "an owner",
};
