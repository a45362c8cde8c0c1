export const invitationTexts = {
  title: "Join Roster",
  how: "Choose a name and a password for your administrator account.",
  checking: "Checking the invitation",
  missing: "This link is incomplete. Copy it again, with everything after the # sign.",
  email: "E-mail address",
  name: "Name",
  password: "Password",
  passwordHint: "At least 8 characters",
  passwordRule: "The password needs 8 to 1,024 characters",
  invalid: "Enter a name of up to 100 characters and a password",
  submit: "Join",
  toSignIn: "Sign in",
};
