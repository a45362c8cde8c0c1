import { AppWindow } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { appsTexts } from "@/features/apps/texts";

export default function AppNotFound() {
  return (
    <NotFoundPage
      icon={AppWindow}
      title={appsTexts.notFound}
      actions={
        <Link href="/apps" className={buttonVariants()}>
          {appsTexts.backToApps}
        </Link>
      }
    >
      {appsTexts.notFoundWhy}
    </NotFoundPage>
  );
}
