import { signInTexts } from "@/features/sign-in/texts";

const texts: ReadonlyMap<string, string> = new Map(Object.entries(signInTexts.sso.failures));

/** What to say about the failure in the URL; only known ones are shown. */
export function ssoErrorText(failure: string | string[] | undefined): string | undefined {
  return typeof failure === "string" ? texts.get(failure) : undefined;
}
