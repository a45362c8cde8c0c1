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
  /** The rows of the table, from above. */
  ids: readonly string[];
}

/** Whose panel it is, and the ways from it: to the users beside, to its own page, and back. */
export function UserPanelHeader({ id, ids }: UserPanelHeaderProps) {
  const place = ids.indexOf(id);
  const above = place > 0 ? ids[place - 1] : undefined;
  const below = place === -1 ? undefined : ids[place + 1];
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
      // Not disabled: the focus would be lost at the last user.
      aria-disabled={id === undefined}
      onClick={() => id !== undefined && openUser(id)}
    >
      <Icon aria-hidden />
    </Button>
  );
}
