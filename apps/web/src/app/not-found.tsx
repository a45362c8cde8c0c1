import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { NotFoundPage } from "@/components/not-found-page";
import { buttonStyle } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";

export default function NotFound() {
  return (
    <NotFoundPage
      icon={MapPinOff}
      title={shellTexts.noPage}
      actions={
        <Link href="/" className={buttonStyle()}>
          {shellTexts.toStart}
        </Link>
      }
    />
  );
}
