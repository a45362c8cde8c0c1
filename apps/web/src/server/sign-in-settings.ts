import type { OidcSettings } from "@roster/api/sign-in";
import { isSecureUrl } from "@roster/api/sign-in";
import { invalid } from "@roster/contract";
import { z } from "zod";

const Switch = z.enum(["0", "1"]);
const Url = z.url({ protocol: /^https?$/ });

/** The settings for signing in to the dashboard. */
export const signInVariables = {
  ROSTER_WEB_URL: Url.optional(),
  ROSTER_OIDC_ISSUER: Url.refine(
    (url) => isSecureUrl(new URL(url)),
    "must use https, except on this machine",
  ).optional(),
  ROSTER_OIDC_CLIENT_ID: z.string().optional(),
  ROSTER_OIDC_CLIENT_SECRET: z.string().optional(),
  ROSTER_OIDC_SCOPES: z.string().default("openid email profile"),
  /** E-mail addresses, and domains with their @. */
  ROSTER_OIDC_ALLOWED: z
    .string()
    .default("")
    .transform((text) =>
      text
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine(
      (entries) => entries.every((entry) => /^[^@*]*@[^@*]+\.[^@*]+$/.test(entry)),
      "must list addresses such as ada@example.com, or domains such as @example.com",
    ),
  ROSTER_OIDC_ROLE_CLAIM: z.string().optional(),
  ROSTER_OIDC_NAME: z.string().max(50).default("single sign-on"),
  ROSTER_PASSWORD_LOGIN: Switch.default("1"),
};

const Variables = z.object(signInVariables);

/** How people can sign in to the dashboard. */
export interface SignInSettings {
  /** The dashboard's address in browsers, without a path; absent: where it listens. */
  readonly webOrigin: string | undefined;
  /** With the provider's name, as the button shows it. */
  readonly oidc: (OidcSettings & { readonly name: string }) | undefined;
  readonly allowsPasswords: boolean;
}

/** @throws AppError INVALID, naming the variable */
export function readSignInSettings(data: z.output<typeof Variables>): SignInSettings {
  const oidc = readOidc(data);
  const allowsPasswords = data.ROSTER_PASSWORD_LOGIN === "1";
  if (!allowsPasswords && !oidc) {
    const message = "cannot be 0 without single sign-on: set ROSTER_OIDC_ISSUER";
    throw invalid([{ path: ["ROSTER_PASSWORD_LOGIN"], message }]);
  }
  const webOrigin = data.ROSTER_WEB_URL && new URL(data.ROSTER_WEB_URL).origin;
  return { webOrigin, oidc, allowsPasswords };
}

function readOidc(data: z.output<typeof Variables>): SignInSettings["oidc"] {
  const issuer = data.ROSTER_OIDC_ISSUER;
  if (issuer === undefined) return undefined;
  const { ROSTER_OIDC_CLIENT_ID: clientId, ROSTER_OIDC_CLIENT_SECRET: clientSecret } = data;
  if (clientId === undefined) throw missing("ROSTER_OIDC_CLIENT_ID");
  if (clientSecret === undefined) throw missing("ROSTER_OIDC_CLIENT_SECRET");
  const scopes = data.ROSTER_OIDC_SCOPES.split(/[\s,]+/).filter(Boolean);
  return {
    issuer,
    clientId,
    clientSecret,
    scopes: [...new Set(["openid", ...scopes])].join(" "),
    allowed: data.ROSTER_OIDC_ALLOWED,
    roleClaim: data.ROSTER_OIDC_ROLE_CLAIM,
    name: data.ROSTER_OIDC_NAME,
  };
}

const missing = (name: string) =>
  invalid([{ path: [name], message: "must also be set with ROSTER_OIDC_ISSUER" }]);
