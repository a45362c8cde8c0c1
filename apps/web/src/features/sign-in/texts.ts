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
  password: "Administrator password",
  submit: "Sign in",
  empty: "Enter the password",
  tooLong: "The password is too long",
};
