import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";

/** How this installation lets people sign in. */
export interface SignInWays {
  readonly passwords: boolean;
  /** The identity provider; null without one. */
  readonly issuer: string | null;
  readonly passkeys: boolean;
}

/** Without an identity provider. */
export const defaultWays: SignInWays = { passwords: true, issuer: null, passkeys: true };

/** An owner of the whole installation, who can sign in. */
export const owns = (ways: SignInWays): Sql => sql`
  admins.role = 'owner' AND admins.apps IS NULL AND ${canSignIn(ways)}`;

export const othersOwn = (id: string, ways: SignInWays): Sql =>
  sql`EXISTS (SELECT 1 FROM admins WHERE admins.id <> ${id} AND ${owns(ways)})`;

function canSignIn({ passwords, issuer, passkeys }: SignInWays): Sql {
  const never = sql`1 = 0`;
  const byPassword = passwords ? sql`admins.password_hash IS NOT NULL` : never;
  const bySso =
    issuer === null
      ? never
      : sql`EXISTS (SELECT 1 FROM admin_identities WHERE admin_id = admins.id AND issuer = ${issuer})`;
  const byPasskey = passkeys
    ? sql`EXISTS (SELECT 1 FROM passkeys WHERE admin_id = admins.id)`
    : never;
  return sql`(${byPassword} OR ${bySso} OR ${byPasskey})`;
}
