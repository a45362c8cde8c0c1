/** Why a sign-in with the identity provider failed; the dashboard has a text for each. */
export type SsoFailure =
  /** The provider cannot be reached, or its responses make no sense. */
  | "unavailable"
  /** The provider ended the sign-in with an error, such as when the person cancelled. */
  | "denied"
  /** This browser did not start the sign-in, or it took too long. */
  | "expired"
  /** The provider's response failed a check. */
  | "invalid"
  | "emailUnverified"
  | "notAllowed"
  /** The administrator with this e-mail address signs in another way: an owner has to renew the invitation first. */
  | "invitationNeeded"
  | "noRole"
  /** The e-mail address belongs to an administrator who signs in with another account of this provider. */
  | "otherAccount";

/** Its message is for the audit log; visitors see only the reason. */
export class SsoError extends Error {
  readonly reason: SsoFailure;

  constructor(reason: SsoFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
