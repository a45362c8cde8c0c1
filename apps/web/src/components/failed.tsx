import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { componentTexts } from "@/components/texts";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

interface FailedProps {
  message: string;
  isBusy: boolean;
  onRetry: () => void;
  /** It is all that the page has. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Stands where something should have been shown. */
export function Failed({ message, isBusy, onRetry, isPage = false, children }: FailedProps) {
  return (
    <div role="alert" className="rounded-2xl border bg-surface">
      <Notice
        isPage={isPage}
        icon={CloudAlert}
        title={componentTexts.notLoaded}
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
      </Notice>
    </div>
  );
}
