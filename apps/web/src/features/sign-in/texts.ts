import type { ReactNode } from "react";

export const signInTexts = {
  title: "Sign in",
  how: (setting: ReactNode) => [
    "With the password that was printed when Roster first started, or the one that was set since: in the dashboard, or by ",
    setting,
    ".",
  ],
  /** A setting's name, the same in each language. */
  setting: "ROSTER_ADMIN_PASSWORD",
  password: "Administrator’s password",
  submit: "Sign in",
  empty: "Enter the password",
  tooLong: "No password is as long as this",
};
