"use client";
import { Ban, CirclePause, LogOut, type LucideIcon, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ExactTime, RelativeTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Allowed } from "@/features/access/access";
import { classNames } from "@/lib/class-names";
import type { User } from "@/lib/trpc/user";
import { statusNameTexts } from "./status-name-texts";
import { statusTexts } from "./texts";
import { type StatusAction, useChangeStatus } from "./use-change-status";

/** Explains why a user's tokens are rejected or why it is not in lists, and offers to end that. */
export function StatusNotices({ user }: { user: User }) {
  const { ban, deactivatedAt, deletedAt, tokensValidAfter } = user;
  return (
    <>
      {deletedAt !== undefined && (
        <Notice
          icon={Trash2}
          title={statusNameTexts.deleted}
          detail={
            <>
              {statusTexts.deletedAt} <RelativeTime at={deletedAt} />. {statusTexts.deletedHint}
            </>
          }
          end={<EndButton id={user.id} action="restore" />}
        />
      )}
      {deactivatedAt !== undefined && (
        <Notice
          icon={CirclePause}
          title={
            <>
              {statusNameTexts.deactivated} <RelativeTime at={deactivatedAt} />
            </>
          }
          detail={statusTexts.deactivatedHint}
          end={deletedAt === undefined && <EndButton id={user.id} action="reactivate" />}
        />
      )}
      {ban && (
        <BanNotice
          ban={ban}
          end={deletedAt === undefined && <EndButton id={user.id} action="unban" />}
        />
      )}
      {tokensValidAfter !== undefined && (
        <p className="flex items-start gap-1.5 px-1 text-xs text-muted">
          <LogOut className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span>
            {statusTexts.tokensValidAfter} <ExactTime at={tokensValidAfter} />.
          </span>
        </p>
      )}
    </>
  );
}

function BanNotice({ ban, end }: { ban: NonNullable<User["ban"]>; end: ReactNode }) {
  const { until, reason } = ban;
  return (
    <Notice
      icon={Ban}
      isDanger
      title={
        until === null ? (
          statusTexts.bannedForever
        ) : (
          <>
            {statusTexts.bannedUntil} <ExactTime at={until} />
          </>
        )
      }
      detail={
        <>
          {until === null ? statusTexts.bannedForeverHint : statusTexts.bannedHint}
          {reason !== null && <span className="block">{statusTexts.reason(reason)}</span>}
        </>
      }
      end={end}
    />
  );
}

interface NoticeProps {
  icon: LucideIcon;
  isDanger?: boolean;
  title: ReactNode;
  detail: ReactNode;
  /** The button that ends it. */
  end: ReactNode;
}

function Notice({ icon: Icon, isDanger = false, title, detail, end }: NoticeProps) {
  return (
    <div
      role="status"
      className={classNames(
        "flex flex-wrap items-start justify-between gap-x-4 gap-y-3 rounded-2xl px-4 py-3 text-sm",
        isDanger ? "bg-danger-soft" : "bg-notice-soft",
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 items-start gap-2.5">
        <Icon
          className={classNames("mt-0.5 size-4 shrink-0", isDanger ? "text-danger" : "text-notice")}
          aria-hidden
        />
        <div className="min-w-0 wrap-anywhere">
          <p className={classNames("font-medium", isDanger ? "text-danger" : "text-notice")}>
            {title}
          </p>
          <p className="text-pretty text-ink">{detail}</p>
        </div>
      </div>
      {end}
    </div>
  );
}

interface EndButtonProps {
  id: string;
  action: Exclude<StatusAction, "ban">;
}

function EndButton({ id, action }: EndButtonProps) {
  const change = useChangeStatus(id, { showsErrors: true });
  return (
    <Allowed to={`users.${action}`}>
      <Button size="small" isBusy={change.isPending} onClick={() => change.mutate({ action })}>
        {statusTexts[action]}
      </Button>
    </Allowed>
  );
}
