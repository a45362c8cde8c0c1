import { type DataPath, fieldId, startsWithPath } from "./data-path";

/** The text of a control during typing, with a message while it is not a valid value. */
export interface Draft {
  readonly path: DataPath;
  readonly text: string;
  readonly message?: string | undefined;
}

/** Keyed by the ids of their controls. */
export type Drafts = ReadonlyMap<string, Draft>;

export const noDrafts: Drafts = new Map();

export function setDraft(drafts: Drafts, draft: Draft): Drafts {
  return new Map([...drafts, [fieldId(draft.path), draft]]);
}

/** Drops the draft of a control that loses focus, unless it is invalid. */
export function dropValidDraft(drafts: Drafts, path: DataPath): Drafts {
  const id = fieldId(path);
  return new Map([...drafts].filter(([key, { message }]) => key !== id || message !== undefined));
}

/** Removes the drafts of a removed value, and shifts those of the items after it. */
export function removePath(drafts: Drafts, removed: DataPath): Drafts {
  const remaining = [...drafts.values()].flatMap((draft) => {
    if (startsWithPath(draft.path, removed)) return [];
    return [{ ...draft, path: shiftIndex(draft.path, removed) }];
  });
  return new Map(remaining.map((draft) => [fieldId(draft.path), draft]));
}

function shiftIndex(path: DataPath, removed: DataPath): DataPath {
  const at = removed.length - 1;
  const index = removed[at];
  const step = path[at];
  const isAfter =
    typeof index === "number" &&
    typeof step === "number" &&
    step > index &&
    startsWithPath(path, removed.slice(0, -1));
  return isAfter ? path.with(at, step - 1) : path;
}
