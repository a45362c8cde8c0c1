import { ArrowLeft } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { componentTexts } from "@/components/texts";

export function BackToUsers() {
  return (
    <AppLink
      href="/users"
      className="mb-4 inline-flex items-center gap-1.5 rounded-sm text-sm font-medium text-muted transition-colors hover:text-ink"
    >
      <ArrowLeft className="size-4" aria-hidden />
      {componentTexts.backToUsers}
    </AppLink>
  );
}
