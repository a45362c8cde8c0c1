import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { lastAppPath } from "@/features/apps/app-path";
import { getHost } from "@/server/page-host";
import { signIn } from "@/server/sign-in";
import { isSignedIn } from "@/server/session";
import { beginPasskey, verifyPasskey } from "@/server/second-factor";
import { OtherWays } from "@/features/sign-in/other-ways";
import { SignInForm } from "@/features/sign-in/sign-in-form";
import { SignInFrame } from "@/features/sign-in/sign-in-frame";
import { ssoErrorText } from "@/features/sign-in/sso-error-text";
import { signInTexts } from "@/features/sign-in/texts";

export const metadata: Metadata = { title: signInTexts.title };

interface SignInPageProps {
  searchParams: Promise<{ sso?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await isSignedIn()) redirect(lastAppPath("/users"));
  const { ssoName, allowsPasswords } = getHost();
  const setting = (
    <code key="setting" className="font-mono text-[0.84em] text-ink">
      {signInTexts.setting}
    </code>
  );
  const email = await (await getHost().getApi()).adminSessions.emailField();
  const how = email === "none" ? signInTexts.how(setting) : signInTexts.howWithEmail;
  return (
    <SignInFrame
      title={signInTexts.title}
      description={allowsPasswords ? how : signInTexts.noPasswords}
    >
      {allowsPasswords && <SignInForm action={signIn} email={email} />}
      <OtherWays
        ssoName={ssoName}
        ssoError={ssoErrorText((await searchParams).sso)}
        isBelowForm={allowsPasswords}
        beginPasskey={beginPasskey}
        verifyPasskey={verifyPasskey}
      />
    </SignInFrame>
  );
}
