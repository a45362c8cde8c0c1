import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";

export default function NotFound() {
  return (
    <NotFoundPage
      icon={MapPinOff}
      title={shellTexts.pageNotFound}
      actions={
        <Link href="/" className={buttonVariants()}>
          {shellTexts.backToHome}
        </Link>
      }
    />
  );
}
