import type { ComponentProps } from "react";
import { Logo } from "@/components/logo";
import { EmptyState } from "@/components/ui/empty-state";

/** Fills the window; used where no app frame is available. */
export function NotFoundPage(props: Omit<ComponentProps<typeof EmptyState>, "isPage">) {
  return (
    <main className="grid min-h-dvh content-center px-5 py-12">
      <div className="flex justify-center">
        <Logo />
      </div>
      <EmptyState isPage {...props} />
    </main>
  );
}
