import { dataTextOf } from "@roster/contract/json";
import type { User } from "@/lib/trpc/user";
import type { ReactNode } from "react";
import { CopyableText } from "@/components/ui/copyable-text";
import { userTexts } from "@/features/users/user/texts";
import { ExactTime, RelativeTime } from "@/components/time";

/** The fields that Roster maintains for a user. */
export function UserMetadata({ user }: { user: User }) {
  const size = new TextEncoder().encode(dataTextOf(user)).length;
  const isChanged = user.version > 1;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border bg-line @2xl:grid-cols-[1.5fr_1.5fr_1fr_1fr]">
      <Metadata
        name={userTexts.created}
        detail={<Exact at={user.createdAt} label={userTexts.copyCreated} />}
      >
        <RelativeTime at={user.createdAt} />
      </Metadata>
      <Metadata
        name={userTexts.lastChange}
        detail={
          isChanged ? (
            <Exact at={user.updatedAt} label={userTexts.copyLastChange} />
          ) : (
            userTexts.unchanged
          )
        }
      >
        {isChanged ? <RelativeTime at={user.updatedAt} /> : userTexts.noChange}
      </Metadata>
      <Metadata
        name={userTexts.version}
        detail={isChanged ? userTexts.versionHint : userTexts.firstVersion}
      >
        <CopyableText text={`${user.version}`} label={userTexts.copyVersion}>
          {user.version}
        </CopyableText>
      </Metadata>
      <Metadata name={userTexts.size} detail={userTexts.asJson}>
        {userTexts.bytes(size)}
      </Metadata>
    </dl>
  );
}

/** Shown in the visitor's time zone, but copied as the API's timestamp with microseconds. */
function Exact({ at, label }: { at: string; label: string }) {
  return (
    <CopyableText text={at} label={label}>
      <ExactTime at={at} />
    </CopyableText>
  );
}

function Metadata({
  name,
  detail,
  children,
}: {
  name: string;
  detail: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="bg-surface px-5 py-3.5">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd className="mt-0.5">
        <span className="block font-medium tabular-nums">{children}</span>
        <span className="block text-xs text-muted">{detail}</span>
      </dd>
    </div>
  );
}
