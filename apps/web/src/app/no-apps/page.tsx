import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button";
import { appsTexts } from "@/features/apps/texts";
import { SignInFrame } from "@/features/sign-in/sign-in-frame";
import { listApps } from "@/server/page-app";
import { signOut } from "@/server/sign-in";

const texts = appsTexts.none;

export const metadata: Metadata = { title: texts.title };

/** For administrators of some apps, all of which were removed. */
export default async function NoAppsPage() {
  const apps = await listApps();
  if (apps.length > 0) redirect("/");
  return (
    <SignInFrame title={texts.title} description={texts.why}>
      <form action={signOut}>
        <Button type="submit" variant="primary">
          {texts.signOut}
        </Button>
      </form>
    </SignInFrame>
  );
}
