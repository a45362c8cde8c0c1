import type { ChangeActor } from "@roster/contract";
import { AppLink } from "@/features/apps/app-link";
import { historyTexts } from "@/features/history/texts";

/** Who made a change, as a link to everything that they did. */
export function ActorName({ actor }: { actor: ChangeActor }) {
  const { kind, id, name = id, onBehalfOf } = actor;
  const label = historyTexts.actors[kind](name);
  return (
    <>
      <AppLink
        href={`/audit?${new URLSearchParams({ actor: id }).toString()}`}
        prefetch={false}
        title={historyTexts.allBy(label)}
        className="rounded-sm font-medium text-ink decoration-line-strong underline-offset-3 hover:underline"
      >
        {label}
      </AppLink>
      {onBehalfOf !== undefined && (
        <span title={historyTexts.onBehalfOfHint}> {historyTexts.onBehalfOf(onBehalfOf)}</span>
      )}
    </>
  );
}
