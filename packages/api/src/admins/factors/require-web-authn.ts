import { AppError } from "@roster/contract";
import type { WebAuthn } from "./web-authn.js";

/** @throws AppError FORBIDDEN in a process without a dashboard, whose address passkeys are bound to. */
export function requireWebAuthn({
  webAuthn,
}: {
  readonly webAuthn: WebAuthn | undefined;
}): WebAuthn {
  if (webAuthn) return webAuthn;
  throw new AppError("FORBIDDEN", "Passkeys can only be set up in the dashboard");
}
