import { type DataPath, fieldId, startsWithPath } from "./data-path";

/** What stands in a control while it is typed; with a message where it is no value yet. */
export interface Draft {
  readonly path: DataPath;
  readonly text: string;
  readonly message?: string | undefined;
}

/** By the ids of their controls. */
export type Drafts = ReadonlyMap<string, Draft>;

export const noDrafts: Drafts = new Map();

export function setDraft(drafts: Drafts, draft: Draft): Drafts {
  return new Map([...drafts, [fieldId(draft.path), draft]]);
}

/** A control is left: it shows its value again, unless what was typed is none. */
export function dropValidDraft(drafts: Drafts, path: DataPath): Drafts {
  const id = fieldId(path);
  return new Map([...drafts].filter(([key, { message }]) => key !== id || message !== undefined));
}

/** A value is gone, and with it what was typed in it; the items behind it have moved up. */
export function removePath(drafts: Drafts, removed: DataPath): Drafts {
  const kept = [...drafts.values()].flatMap((draft) => {
    if (startsWithPath(draft.path, removed)) return [];
    return [{ ...draft, path: shiftIndex(draft.path, removed) }];
  });
  return new Map(kept.map((draft) => [fieldId(draft.path), draft]));
}

function shiftIndex(path: DataPath, removed: DataPath): DataPath {
  const at = removed.length - 1;
  const index = removed[at];
  const step = path[at];
  const isBehind =
    typeof index === "number" &&
    typeof step === "number" &&
    step > index &&
    startsWithPath(path, removed.slice(0, -1));
  return isBehind ? path.with(at, step - 1) : path;
}
