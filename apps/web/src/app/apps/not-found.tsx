import { AppWindow } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonStyle } from "@/components/ui/button";
import { appsTexts } from "@/features/apps/texts";

export default function NoSuchApp() {
  return (
    <NotFoundPage
      icon={AppWindow}
      title={appsTexts.noSuchApp}
      actions={
        <Link href="/apps" className={buttonStyle()}>
          {appsTexts.toApps}
        </Link>
      }
    >
      {appsTexts.noSuchAppWhy}
    </NotFoundPage>
  );
}
