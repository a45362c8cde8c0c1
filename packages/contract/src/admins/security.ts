import { z } from "zod";
import { Timestamp } from "../users/user.js";

const MAX_PASSKEY_NAME_LENGTH = 100;
/** In characters; a response takes one or two thousand. */
const MAX_FIELD_LENGTH = 16_384;

const Base64Url = z
  .string()
  .max(MAX_FIELD_LENGTH)
  .regex(/^[A-Za-z0-9_-]*$/);

const CredentialFields = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}),
};

/** What a browser returns for a new passkey (WebAuthn's RegistrationResponseJSON). */
export const PasskeyRegistration = z.object({
  ...CredentialFields,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(50)).max(10).optional(),
  }),
});
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** What a browser returns for the use of a passkey (WebAuthn's AuthenticationResponseJSON). */
export const PasskeyAssertion = z.object({
  ...CredentialFields,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** A passkey of an administrator. */
export const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** How an administrator signs in, apart from the password. */
export const AccountSecurity = z.object({
  /** Oldest first. */
  passkeys: z.array(Passkey),
  /** Whether an authenticator app is set up. */
  hasTotp: z.boolean(),
  /** How many recovery codes are left. */
  recoveryCodes: z.int(),
});
export type AccountSecurity = z.infer<typeof AccountSecurity>;

/** `options` are for the browser, `setup` goes back to the server with its response. */
export const BeginPasskeyResult = z.object({ options: z.unknown(), setup: z.string() });

const Setup = z.string().max(MAX_FIELD_LENGTH);

export const AddPasskeyInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(MAX_PASSKEY_NAME_LENGTH)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not contain control characters"),
  setup: Setup,
  response: PasskeyRegistration,
});
export type AddPasskeyInput = z.infer<typeof AddPasskeyInput>;

export const RemovePasskeyInput = z.strictObject({ id: z.string().max(MAX_FIELD_LENGTH) });
export type RemovePasskeyInput = z.infer<typeof RemovePasskeyInput>;

/** The secret in base32, the same as an `otpauth:` URI for a QR code, and what to send back with the first code. */
export const BeginTotpResult = z.object({ secret: z.string(), uri: z.string(), setup: z.string() });
export type BeginTotpResult = z.infer<typeof BeginTotpResult>;

export const EnableTotpInput = z.strictObject({ setup: Setup, code: z.string().max(20) });
export type EnableTotpInput = z.infer<typeof EnableTotpInput>;

/** The recovery codes, shown once; null if there are already some. */
export const AddFactorResult = z.object({ recoveryCodes: z.array(z.string()).nullable() });
export type AddFactorResult = z.infer<typeof AddFactorResult>;

export const RecoveryCodesResult = z.object({ recoveryCodes: z.array(z.string()) });
