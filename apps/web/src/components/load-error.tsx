import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { componentTexts } from "@/components/texts";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

interface LoadErrorProps {
  message: string;
  isBusy: boolean;
  onRetry: () => void;
  /** The page has no other content. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Replaces content that could not be loaded. */
export function LoadError({ message, isBusy, onRetry, isPage = false, children }: LoadErrorProps) {
  return (
    <div role="alert" className="rounded-2xl border bg-surface">
      <EmptyState
        isPage={isPage}
        icon={CloudAlert}
        title={componentTexts.loadFailed}
        actions={
          <>
            <Button isBusy={isBusy} onClick={onRetry}>
              {componentTexts.tryAgain}
            </Button>
            {children}
          </>
        }
      >
        {message}
      </EmptyState>
    </div>
  );
}
