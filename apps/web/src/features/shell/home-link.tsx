import { AppLink } from "@/features/apps/app-link";
import { Logo } from "@/components/logo";
import { shellTexts } from "@/features/shell/texts";

export function HomeLink() {
  return (
    <AppLink href="/users" aria-label={shellTexts.home} className="inline-flex rounded-lg">
      <Logo />
    </AppLink>
  );
}
