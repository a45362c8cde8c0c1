import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { createContext, useContext } from "react";
import type { Drafts } from "./model/drafts";
import type { DataPath } from "./model/data-path";

/** State shared by the controls of a form. */
export interface DataFormState {
  /** The root schema, which `$ref`s are resolved against. */
  readonly schema: JsonObject;
  readonly drafts: Drafts;
  /** Paths start at the data object. */
  readonly issues: readonly Issue[];
  /** Sets the value at a path to a token; undefined removes it. */
  readonly setToken: (path: DataPath, token: string | undefined) => void;
  readonly setDraft: (path: DataPath, text: string, message?: string) => void;
  readonly dropValidDraft: (path: DataPath) => void;
  readonly focus: (path: DataPath) => void;
}

export const DataFormContext = createContext<DataFormState | undefined>(undefined);

export function useDataForm(): DataFormState {
  const state = useContext(DataFormContext);
  if (!state) throw new Error("useDataForm must be used inside a DataForm");
  return state;
}
