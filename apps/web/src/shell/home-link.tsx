import { AppLink } from "@/apps/app-link";
import { Logo } from "@/components/logo";
import { shellTexts } from "@/texts/shell";

export function HomeLink() {
  return (
    <AppLink href="/users" aria-label={shellTexts.home} className="inline-flex rounded-lg">
      <Logo />
    </AppLink>
  );
}
