import { MapPinOff } from "lucide-react";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";

/** Without `Link`: every page loads the client components of this one. */
export default function NotFound() {
  return (
    <NotFoundPage
      icon={MapPinOff}
      title={shellTexts.pageNotFound}
      actions={
        // oxlint-disable-next-line next/no-html-link-for-pages -- every page would load Link
        <a href="/" className={buttonVariants()}>
          {shellTexts.backToHome}
        </a>
      }
    />
  );
}
