import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonVariants } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";

export default function NotFound() {
  return (
    <NotFoundPage
      icon={MapPinOff}
      title={shellTexts.noPage}
      actions={
        <Link href="/" className={buttonVariants()}>
          {shellTexts.toStart}
        </Link>
      }
    />
  );
}
