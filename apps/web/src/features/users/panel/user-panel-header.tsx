"use client";
import { ArrowLeft, ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { Button, buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { componentTexts } from "@/components/texts";
import { userTexts } from "@/features/users/user/texts";
import { closeUser, openUser } from "../view/navigation";

interface UserPanelHeaderProps {
  id: string;
  /** The ids of the rows in order. */
  ids: readonly string[];
}

/** The id of the open user, and buttons to adjacent users, to its page and back. */
export function UserPanelHeader({ id, ids }: UserPanelHeaderProps) {
  const index = ids.indexOf(id);
  const above = index > 0 ? ids[index - 1] : undefined;
  const below = index === -1 ? undefined : ids[index + 1];
  return (
    <header className="mb-4">
      <Button
        variant="ghost"
        size="small"
        className="mb-2 -ml-2 xl:hidden"
        onClick={() => closeUser()}
      >
        <ArrowLeft aria-hidden />
        {componentTexts.backToUsers}
      </Button>
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 items-start gap-1">
          <h1 className="min-w-0 font-mono text-[1.125rem] leading-7 font-medium tracking-[-0.02em] wrap-anywhere">
            {id}
          </h1>
          <CopyButton text={id} label={userTexts.copyId} />
        </div>
        <div className="flex shrink-0 gap-0.5 max-xl:hidden">
          <StepButton id={above} label={userTexts.previous} icon={ChevronUp} />
          <StepButton id={below} label={userTexts.next} icon={ChevronDown} />
          <AppLink
            href={`/users/${id}`}
            aria-label={userTexts.openPage}
            title={userTexts.openPage}
            className={buttonVariants({ variant: "ghost", size: "icon-small" })}
          >
            <Maximize2 aria-hidden />
          </AppLink>
          <Button
            variant="ghost"
            size="icon-small"
            aria-label={userTexts.closePanel}
            title={userTexts.closePanel}
            onClick={() => closeUser()}
          >
            <X aria-hidden />
          </Button>
        </div>
      </div>
    </header>
  );
}

function StepButton(props: { id: string | undefined; label: string; icon: typeof ChevronUp }) {
  const { id, label, icon: Icon } = props;
  return (
    <Button
      variant="ghost"
      size="icon-small"
      aria-label={label}
      title={label}
      // Not `disabled`, which would lose the focus at the last user.
      aria-disabled={id === undefined}
      onClick={() => id !== undefined && openUser(id)}
    >
      <Icon aria-hidden />
    </Button>
  );
}
