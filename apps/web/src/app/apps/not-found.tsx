import { AppWindow } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { appsTexts } from "@/features/apps/texts";

export default function NoSuchApp() {
  return (
    <NotFoundPage
      icon={AppWindow}
      title={appsTexts.noSuchApp}
      actions={
        <Link href="/apps" className={buttonVariants()}>
          {appsTexts.toApps}
        </Link>
      }
    >
      {appsTexts.noSuchAppWhy}
    </NotFoundPage>
  );
}
