import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/logo";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { shellTexts } from "@/texts/shell";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center px-5 py-12">
      <div className="flex justify-center">
        <Logo />
      </div>
      <Notice
        isPage
        icon={MapPinOff}
        title={shellTexts.noPage}
        actions={
          <Link href="/" className={buttonStyle()}>
            {shellTexts.toStart}
          </Link>
        }
      />
    </main>
  );
}
