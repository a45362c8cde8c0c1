import Link from "next/link";
import { Logo } from "@/components/logo";
import { shellTexts } from "@/texts/shell";

export function HomeLink() {
  return (
    <Link href="/users" aria-label={shellTexts.home} className="inline-flex rounded-lg">
      <Logo />
    </Link>
  );
}
