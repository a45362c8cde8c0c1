import { randomUUID } from "node:crypto";
import { AdminEmail, AdminName, type AdminRole } from "@roster/contract";
import type { Database, StoredAdmin } from "@roster/db";
import type { Identity } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { roleOf } from "./role-claim.js";
import { SsoError } from "./sso-error.js";

interface Search {
  readonly database: Pick<Database, "admins" | "identities">;
  readonly settings: Pick<OidcSettings, "allowed" | "roleClaim">;
  /** In microseconds since 1970. */
  readonly now: bigint;
}

/**
 * The administrator whom an identity belongs to. The first time, a verified e-mail address links it to an invited
 * administrator, or adds one who is allowed without an invitation; from then on, only issuer and subject count.
 *
 * @throws SsoError
 */
export async function findAdministrator(identity: Identity, search: Search): Promise<StoredAdmin> {
  const { admins, identities } = search.database;
  const role = roleOf(identity.claims, search.settings.roleClaim);
  const linkedId = await identities.find(identity);
  const linked = linkedId === null ? null : await admins.get(linkedId);
  const admin = linked ?? (await link(identity, { ...search, role }));
  if (role === undefined || role === admin.role) return admin;
  // Null: the last owner stays one, whatever the provider says.
  return (await admins.update(admin.id, { role })) ?? admin;
}

async function link(
  identity: Identity,
  search: Search & { readonly role: AdminRole | undefined },
): Promise<StoredAdmin> {
  const { admins, identities } = search.database;
  const email = verifiedEmail(identity);
  const isAllowed = search.settings.allowed.some((entry) =>
    entry.startsWith("@") ? email.endsWith(entry) : email === entry,
  );
  const found = await admins.findByEmail(email);
  if (!isAllowed && !isInvited(found, search.now)) {
    throw new SsoError("notAllowed", `${email} is neither invited nor allowed`);
  }
  const added =
    found ??
    (await admins.add({ ...newcomer(), email, apps: null, role: search.role ?? "viewer" }));
  const admin = added ?? (await admins.findByEmail(email)); // a concurrent sign-in added it
  if (!admin || !(await identities.add(admin.id, identity))) {
    throw new SsoError("otherAccount", `${email} signs in with another account`);
  }
  const name = admin.name || nameOf(identity);
  await identities.accept(admin.id, name);
  return { ...admin, name };
}

/** An administrator who needs no invitation: nobody knows this one, and it has expired. */
const newcomer = () => ({
  id: randomUUID(),
  invitation: { hash: randomUUID(), lifetimeSeconds: 0 },
});

/** Whether this administrator exists, and has accepted its invitation or still can. */
function isInvited(admin: StoredAdmin | null, now: bigint): boolean {
  if (!admin) return false;
  const { passwordHash, invitationExpiresAt } = admin;
  return passwordHash !== null || invitationExpiresAt === null || invitationExpiresAt > now;
}

/** Anybody can claim an address that the provider has not verified. */
function verifiedEmail({ claims }: Identity): string {
  const { data: email } = AdminEmail.safeParse(claims["email"]);
  if (email !== undefined && claims["email_verified"] === true) return email;
  throw new SsoError("emailUnverified", "The provider does not confirm an e-mail address");
}

function nameOf({ claims }: Identity): string {
  return AdminName.safeParse(claims["name"]).data ?? "";
}
