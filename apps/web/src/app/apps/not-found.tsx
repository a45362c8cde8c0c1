import { AppWindow } from "lucide-react";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { appsTexts } from "@/features/apps/texts";

/** Without `Link`: every page loads the client components of this one. */
export default function AppNotFound() {
  return (
    <NotFoundPage
      icon={AppWindow}
      title={appsTexts.notFound}
      actions={
        // oxlint-disable-next-line next/no-html-link-for-pages -- every page would load Link
        <a href="/apps" className={buttonVariants()}>
          {appsTexts.backToApps}
        </a>
      }
    >
      {appsTexts.notFoundWhy}
    </NotFoundPage>
  );
}
