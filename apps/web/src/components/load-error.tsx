import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { componentTexts } from "@/components/texts";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

interface LoadErrorProps {
  message: string;
  isBusy: boolean;
  onRetry: () => void;
  /** It is all that the page has. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Stands where something should have been shown. */
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
