import { UserPlus, UsersRound } from "lucide-react";
import { useCan } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { buttonVariants } from "@/components/ui/button";
import { CodeBlock } from "@/components/code-block";
import { typescriptSnippet } from "@/features/connect/snippets";
import { noUsersTexts } from "@/features/users/list/no-users-texts";

/** Shown while an app has no users. */
export function NoUsers({ apiUrl }: { apiUrl: string }) {
  const canAdd = useCan()("users.add");
  return (
    <div className="rounded-2xl border bg-surface">
      <EmptyState
        icon={UsersRound}
        title={noUsersTexts.title}
        actions={
          <>
            {canAdd && (
              <AppLink href="/add-user" className={buttonVariants({ variant: "primary" })}>
                <UserPlus aria-hidden />
                {noUsersTexts.addFirst}
              </AppLink>
            )}
            <AppLink href="/connect" className={buttonVariants()}>
              {noUsersTexts.connect}
            </AppLink>
          </>
        }
      >
        {canAdd ? noUsersTexts.hint : noUsersTexts.viewerHint}
      </EmptyState>
      <div className="mx-auto -mt-4 max-w-2xl px-4 pb-10 sm:px-8">
        <CodeBlock code={typescriptSnippet({ apiUrl })} name="TypeScript" />
      </div>
    </div>
  );
}
