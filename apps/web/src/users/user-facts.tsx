import type { User } from "@roster/contract";
import type { ReactNode } from "react";
import { ExactTime, RelativeTime } from "@/time/moment";

const bytes = new Intl.NumberFormat("en");

/** What Roster itself knows of a user. */
export function UserFacts({ user }: { user: User }) {
  const size = new TextEncoder().encode(JSON.stringify(user.data)).length;
  const isChanged = user.version > 1;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border bg-line lg:grid-cols-[1.5fr_1.5fr_1fr_1fr]">
      <Fact name="Created" detail={<ExactTime at={user.createdAt} />}>
        <RelativeTime at={user.createdAt} />
      </Fact>
      <Fact
        name="Last change"
        detail={isChanged ? <ExactTime at={user.updatedAt} /> : "not changed since"}
      >
        {isChanged ? <RelativeTime at={user.updatedAt} /> : "None"}
      </Fact>
      <Fact name="Version" detail={isChanged ? "one more with every change" : "as it was added"}>
        {user.version}
      </Fact>
      <Fact name="Size" detail="as JSON">
        {bytes.format(size)} bytes
      </Fact>
    </dl>
  );
}

function Fact({
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
