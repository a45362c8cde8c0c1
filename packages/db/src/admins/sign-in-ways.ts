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
export const owns = (ways: SignInWays, row = sql`admins`): Sql => sql`
  ${row}.role = 'owner' AND ${row}.apps IS NULL AND ${canSignIn(ways, row)}`;

/** Whether a row of `admins` with this id can stop being an owner: it is none, or another one can sign in. */
export const isDispensable = (id: string, ways: SignInWays): Sql => sql`
  (admins.role <> 'owner' OR admins.apps IS NOT NULL
    OR EXISTS (SELECT 1 FROM admins AS others WHERE others.id <> ${id} AND ${owns(ways, sql`others`)}))`;

function canSignIn({ passwords, issuer, passkeys }: SignInWays, row: Sql): Sql {
  const never = sql`1 = 0`;
  const byPassword = passwords ? sql`${row}.password_hash IS NOT NULL` : never;
  const bySso =
    issuer === null
      ? never
      : sql`EXISTS (SELECT 1 FROM admin_identities WHERE admin_id = ${row}.id AND issuer = ${issuer})`;
  const byPasskey = passkeys
    ? sql`EXISTS (SELECT 1 FROM passkeys WHERE admin_id = ${row}.id)`
    : never;
  return sql`(${byPassword} OR ${bySso} OR ${byPasskey})`;
}
