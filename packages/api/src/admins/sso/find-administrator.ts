import { randomUUID } from "node:crypto";
import { AdminEmail, AdminName, type AdminRole } from "@roster/contract";
import type { Database, SignInWays, StoredAdmin } from "@roster/db";
import { recordAdminEvent } from "../record-admin-event.js";
import { describeAdmin } from "../to-admin.js";
import type { Identity } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { roleOf } from "./role-claim.js";
import { SsoError } from "./sso-error.js";

interface Search {
  readonly database: Pick<Database, "admins" | "audit" | "identities">;
  readonly settings: Pick<OidcSettings, "allowed" | "roleClaim">;
  readonly ways: SignInWays;
  /** In microseconds since 1970. */
  readonly now: bigint;
}

/**
 * The administrator whom an identity belongs to. The first time, a verified e-mail address links it to an administrator
 * with a current invitation, or adds one who is allowed without; from then on, only issuer and subject count.
 *
 * @throws SsoError
 */
export async function findAdministrator(identity: Identity, search: Search): Promise<StoredAdmin> {
  const role = roleOf(identity.claims, search.settings.roleClaim);
  const admin = (await findLinked(identity, search)) ?? (await link(identity, { ...search, role }));
  if (role === undefined || role === admin.role) return admin;
  const { admins } = search.database;
  const updated = await admins.update(admin.id, { role }, search.ways);
  // The last owner stays one, whatever the provider says.
  if (!updated) return admin;
  const details = {
    ...describeAdmin(updated),
    previousRole: admin.role,
    issuer: identity.issuer,
  };
  await recordAdminEvent(search.database.audit, "admin.updated", { admin: updated, details });
  return updated;
}

/** Null if the account is not linked, or its administrator was removed. */
async function findLinked(identity: Identity, search: Search): Promise<StoredAdmin | null> {
  const { admins, identities } = search.database;
  const linked = await identities.find(identity);
  const admin = linked?.adminId ? await admins.get(linked.adminId) : null;
  if (!linked || !admin) return null;
  if (linked.admittedBy === "invitation" || isAllowed(admin.email, search)) return admin;
  if (!isInvited(admin, search)) {
    throw new SsoError("notAllowed", `${admin.email} is no longer allowed`);
  }
  await identities.admitByInvitation(admin.id);
  await identities.accept(admin.id, admin.name);
  return admin;
}

async function link(
  identity: Identity,
  search: Search & { readonly role: AdminRole | undefined },
): Promise<StoredAdmin> {
  const { admins, audit, identities } = search.database;
  const email = verifiedEmail(identity);
  const found = await admins.findByEmail(email);
  const invited = found && isInvited(found, search) ? found : null;
  // Whoever controls the address at the provider must not get into an account that has other ways to sign in.
  if (found && !invited) throw new SsoError("invitationNeeded", `${email} has no invitation`);
  if (!invited && !isAllowed(email, search)) {
    throw new SsoError("notAllowed", `${email} is neither invited nor allowed`);
  }
  if (!invited && (await identities.find(identity))) {
    throw new SsoError("notAllowed", `${email} was removed and has no new invitation`);
  }
  const role = search.role ?? "viewer";
  const admin = invited ?? (await admins.add({ ...newcomer(), email, apps: null, role }));
  const admittedBy = invited ? "invitation" : "setting";
  if (!admin || !(await identities.add({ adminId: admin.id, admittedBy }, identity))) {
    throw new SsoError("otherAccount", `${email} signs in with another account`);
  }
  const name = admin.name || nameOf(identity);
  await identities.accept(admin.id, name);
  const hasJoined = admin.signedInAt !== null || admin.passwordHash !== null;
  const { issuer, subject } = identity;
  const details = { ...describeAdmin(admin), issuer, subject: subject.slice(0, MAX_SUBJECT) };
  const type = hasJoined ? "admin.identityLinked" : "admin.joined";
  await recordAdminEvent(audit, type, { admin, details });
  return { ...admin, name };
}

/** As OpenID Connect limits it. */
const MAX_SUBJECT = 255;

/** An administrator who needs no invitation: nobody knows this one, and it has expired. */
const newcomer = () => ({
  id: randomUUID(),
  invitation: { hash: randomUUID(), lifetimeSeconds: 0 },
});

/** Whether an owner has invited this administrator, for the first time or again, and it has not yet accepted. */
const isInvited = ({ invitationExpiresAt }: StoredAdmin, { now }: Search) =>
  invitationExpiresAt !== null && invitationExpiresAt > now;

const isAllowed = (email: string | null, { settings }: Search) =>
  settings.allowed.some((entry) =>
    entry.startsWith("@") ? email?.endsWith(entry) : email === entry,
  );

/** Anybody can claim an address that the provider has not verified. */
function verifiedEmail({ claims }: Identity): string {
  const { data: email } = AdminEmail.safeParse(claims["email"]);
  if (email !== undefined && claims["email_verified"] === true) return email;
  throw new SsoError("emailUnverified", "The provider does not confirm an e-mail address");
}

function nameOf({ claims }: Identity): string {
  return AdminName.safeParse(claims["name"]).data ?? "";
}
