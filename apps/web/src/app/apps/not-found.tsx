import { AppWindow } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/logo";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { appsTexts } from "@/texts/apps";

export default function NoSuchApp() {
  return (
    <main className="grid min-h-dvh content-center px-5 py-12">
      <div className="flex justify-center">
        <Logo />
      </div>
      <Notice
        isPage
        icon={AppWindow}
        title={appsTexts.noSuchApp}
        actions={
          <Link href="/apps" className={buttonStyle()}>
            {appsTexts.toApps}
          </Link>
        }
      >
        {appsTexts.noSuchAppWhy}
      </Notice>
    </main>
  );
}
