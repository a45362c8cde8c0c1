import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { lastAppPath } from "@/features/apps/app-path";
import { signIn } from "@/server/sign-in";
import { isSignedIn } from "@/server/session";
import { Logo } from "@/components/logo";
import { SignInForm } from "@/features/sign-in/sign-in-form";
import { signInTexts } from "@/features/sign-in/texts";

export const metadata: Metadata = { title: signInTexts.title };

export default async function SignInPage() {
  if (await isSignedIn()) redirect(lastAppPath("/users"));
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <main className="flex flex-col border-r bg-surface px-6 py-8 sm:px-12 lg:py-10">
        <Logo />
        <div className="m-auto w-full max-w-[23rem] py-12">
          <h1 className="text-title font-semibold tracking-[-0.022em]">{signInTexts.title}</h1>
          <p className="mt-1.5 mb-8 text-muted">
            {signInTexts.how(
              <code key="setting" className="font-mono text-[0.84em] text-ink">
                {signInTexts.setting}
              </code>,
            )}
          </p>
          <SignInForm action={signIn} />
        </div>
      </main>
      <RuledPage />
    </div>
  );
}

const lines = Array.from({ length: 40 }, (_, index) => index + 1);

/** Decoration: a page of a register with numbered lines. */
function RuledPage() {
  return (
    <div aria-hidden className="ruled relative hidden overflow-hidden lg:block">
      <ol className="absolute inset-y-0 w-14 pr-4 text-right font-mono text-xs text-line-strong">
        {lines.map((line) => (
          <li key={line} className="h-10 leading-10">
            {line}
          </li>
        ))}
      </ol>
    </div>
  );
}
