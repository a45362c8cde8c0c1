import type { Issue } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { createContext, useContext } from "react";
import type { Drafts } from "./drafts";
import type { Path } from "./path";

/** What the controls of one form share. */
export interface DataFormState {
  /** The whole schema, which references lead into. */
  readonly root: JsonObject;
  readonly drafts: Drafts;
  /** What is wrong, with paths from the data object. */
  readonly issues: readonly Issue[];
  /** Undefined removes the value. */
  readonly change: (path: Path, value: JsonValue | undefined) => void;
  readonly draft: (path: Path, text: string, message?: string) => void;
  readonly settle: (path: Path) => void;
  readonly focus: (path: Path) => void;
}

export const DataFormContext = createContext<DataFormState | undefined>(undefined);

export function useDataForm(): DataFormState {
  const state = useContext(DataFormContext);
  if (!state) throw new Error("A field stands in a DataForm");
  return state;
}
