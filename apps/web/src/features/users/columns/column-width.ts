import type { ColumnChoice } from "./column-choice";

const usualWidths: Readonly<Record<string, number>> = {
  id: 240,
  data: 320,
  version: 104,
  createdAt: 152,
  updatedAt: 152,
};
const PATH_WIDTH = 168;

/** In pixels: as it was drawn, or as columns of this path usually are. */
export function columnWidth({ widths }: ColumnChoice, path: string): number {
  return widths[path] ?? usualWidths[path] ?? PATH_WIDTH;
}
