import type { User } from "@roster/contract";
import { type columnSizingFeature, createColumnHelper } from "@tanstack/react-table";
import { valueAt } from "../data-value";
import { MAX_WIDTH, MIN_WIDTH } from "./column-choice";

type Features = { columnSizingFeature: typeof columnSizingFeature };

const column = createColumnHelper<Features, User>();

const usualWidths: Readonly<Record<string, number>> = {
  id: 240,
  data: 320,
  version: 104,
  createdAt: 152,
  updatedAt: 152,
};
const PATH_WIDTH = 168;

/** The table's columns: the id, and those that are shown. */
export function toColumns(shown: readonly string[]) {
  return column.columns(
    ["id", ...shown].map((path) =>
      column.accessor((user) => valueOf(user, path), {
        id: path,
        size: usualWidths[path] ?? PATH_WIDTH,
        minSize: MIN_WIDTH,
        maxSize: MAX_WIDTH,
      }),
    ),
  );
}

function valueOf(user: User, path: string): unknown {
  switch (path) {
    case "id":
    case "data":
    case "version":
    case "createdAt":
    case "updatedAt":
      return user[path];
    default:
      return valueAt(user.data, path);
  }
}
