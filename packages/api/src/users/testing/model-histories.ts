import type { Change } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import type { ModelChange } from "./model-types.js";

/** A change of the log, in the form of {@link expectedHistories}. */
function toComparable({ type, version, changed, details, data, before }: Change) {
  return {
    type,
    version,
    changed: changed && changed.toSorted(),
    details: details ?? null,
    data: data?.text ?? null,
    before: before?.text ?? null,
  };
}

/** The changes of each user, oldest first. */
export function toHistories(changes: readonly Change[]) {
  const histories = new Map<string, ReturnType<typeof toComparable>[]>();
  for (const change of changes.toReversed()) {
    const history = histories.get(change.userId) ?? [];
    histories.set(change.userId, [...history, toComparable(change)]);
  }
  return histories;
}

/** What the log has to say of a model's users. */
export function expectedHistories(
  histories: ReadonlyMap<string, readonly ModelChange[]>,
): ReturnType<typeof toHistories> {
  return new Map(
    [...histories].map(([id, history]) => {
      const texts = history.map(({ data }) => (data ? stringifyJson(data) : null));
      const changes = history.map(({ type, version, changed, details }, index) => ({
        type,
        version,
        changed: changed && [...changed],
        details: details ?? null,
        data: texts[index] ?? null,
        before: texts[index - 1] ?? null,
      }));
      return [id, changes];
    }),
  );
}
