import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/logo";
import { signIn } from "@/app/_server/sign-in";
import { isSignedIn } from "@/app/_server/session";
import { SignInForm } from "@/shell/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await isSignedIn()) redirect("/users");
  return (
    <main className="grid min-h-dvh place-items-center px-5 py-12">
      <div className="w-full max-w-[23rem]">
        <Logo />
        <h1 className="mt-10 text-title font-semibold tracking-[-0.022em]">Sign in</h1>
        <p className="mt-1 mb-7 text-muted">
          The password was printed when Roster first started, or is the one in{" "}
          <code className="font-mono text-[0.86em] wrap-anywhere text-ink">
            ROSTER_ADMIN_PASSWORD
          </code>
          .
        </p>
        <SignInForm action={signIn} />
      </div>
    </main>
  );
}
