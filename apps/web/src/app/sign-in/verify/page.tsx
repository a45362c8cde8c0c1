import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecondFactorForm } from "@/features/sign-in/second-factor-form";
import { SignInFrame } from "@/features/sign-in/sign-in-frame";
import { signInTexts } from "@/features/sign-in/texts";
import { describePending } from "@/server/pending-sign-in";
import { verifyCode, verifyPasskey } from "@/server/second-factor";

const texts = signInTexts.factor;

export const metadata: Metadata = { title: texts.title };

export default async function VerifyPage() {
  const step = await describePending();
  if (!step) redirect("/sign-in");
  return (
    <SignInFrame title={texts.title} description={texts.how}>
      <SecondFactorForm {...step} verifyCode={verifyCode} verifyPasskey={verifyPasskey} />
    </SignInFrame>
  );
}
