import type { ReactNode } from "react";

export const signInTexts = {
  title: "Sign in",
  how: (setting: ReactNode) => [
    "Use the password printed when Roster first started, or the one set since then in the dashboard or with ",
    setting,
    ".",
  ],
  /** The setting’s name, the same in every language. */
  setting: "ROSTER_ADMIN_PASSWORD",
  howWithEmail: "Use the e-mail address and password of your account.",
  email: "E-mail address",
  emailHint: "Leave it empty if your account has none yet.",
  password: "Password",
  /** While there is only one administrator, without an e-mail address. */
  administratorPassword: "Administrator password",
  submit: "Sign in",
  empty: "Enter the password",
  tooLong: "The password is too long",
  noPasswords: "Signing in with a password is switched off.",
  or: "or",
  sso: {
    submit: (name: string) => `Sign in with ${name}`,
    failures: {
      unavailable: "The identity provider does not respond. Try again later.",
      denied: "The identity provider has not signed you in. Try again.",
      expired:
        "The sign-in took too long, or was started in another browser or at another address. Try again.",
      invalid: "The identity provider’s response is not valid. Try again.",
      emailUnverified: "The identity provider does not confirm your e-mail address.",
      notAllowed: "You are not allowed to sign in here. Ask an owner to invite you.",
      invitationNeeded:
        "An administrator with your e-mail address signs in another way. Ask an owner to renew the invitation; then sign in here again.",
      noRole: "Your account has no role in Roster. Ask who manages your accounts for one.",
      otherAccount:
        "Your e-mail address belongs to an administrator who signs in with another account.",
      rateLimited: "Too many failed sign-ins. Try again in a few minutes.",
    },
  },
  passkey: {
    submit: "Continue with a passkey",
    failed: "No passkey was used. Try again.",
  },
  factor: {
    title: "Confirm that it’s you",
    how: "Your password is right. Confirm the sign-in with a second factor.",
    passkey: "Use a passkey",
    code: "Code",
    codeHint: "From your authenticator app, or one of your recovery codes.",
    recoveryHint: "One of your recovery codes.",
    submit: "Continue",
    back: "Back to sign-in",
    empty: "Enter a code",
  },
};
