import { parseUserPath } from "@roster/contract";
import { columnsTexts } from "./texts";

/** What somebody has chosen to see of each user. The id stands before it always. */
export interface ColumnChoice {
  /** Fields, paths of data (`data.plan`), or `data` for a glance at all of it. */
  readonly shown: readonly string[];
  /** In pixels; of those that were drawn to another width. */
  readonly widths: Readonly<Record<string, number>>;
  readonly isDense: boolean;
}

export const usualColumns: ColumnChoice = {
  shown: ["data", "version", "createdAt"],
  widths: {},
  isDense: false,
};

/** All that can be shown but paths of data. */
export const fieldColumns = ["data", "version", "createdAt", "updatedAt"] as const;

export const MIN_WIDTH = 72;
export const MAX_WIDTH = 800;
const MAX_COLUMNS = 30;

/** Whether the table is as it comes: then it may arrange itself for a small screen. */
export function isUsual({ shown, widths }: ColumnChoice): boolean {
  return shown.join() === usualColumns.shown.join() && Object.keys(widths).length === 0;
}

/** Why no column of this path can be added; nothing for one that can. */
export function columnIssue({ shown }: ColumnChoice, path: string): string | undefined {
  if (shown.includes(path)) return columnsTexts.isShown(path);
  if (shown.length >= MAX_COLUMNS) return columnsTexts.tooMany(MAX_COLUMNS);
  if (fieldColumns.some((name) => name === path)) return undefined;
  const read = parseUserPath(path);
  if ("error" in read) return columnsTexts.isNoPath(read.error);
  return read.value[0] === "data" ? undefined : columnsTexts.isNoData(path);
}

export function addColumn(choice: ColumnChoice, path: string): ColumnChoice {
  return { ...choice, shown: [...choice.shown, path] };
}

export function removeColumn(choice: ColumnChoice, path: string): ColumnChoice {
  return { ...choice, shown: choice.shown.filter((other) => other !== path) };
}

/** One place to the left (-1) or to the right (1), where there is one. */
export function moveColumn(choice: ColumnChoice, path: string, step: -1 | 1): ColumnChoice {
  const from = choice.shown.indexOf(path);
  const to = from + step;
  if (from === -1 || to < 0 || to >= choice.shown.length) return choice;
  const others = choice.shown.toSpliced(from, 1);
  return { ...choice, shown: others.toSpliced(to, 0, path) };
}

export function toWidth(pixels: number): number {
  return Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, pixels)));
}

/** What a browser has kept; whatever is no choice of today is left out of it. */
export function readChoice(text: string | null): ColumnChoice {
  const kept: unknown = parse(text ?? "");
  if (typeof kept !== "object" || kept === null) return usualColumns;
  const { shown, widths, isDense }: { shown?: unknown; widths?: unknown; isDense?: unknown } = kept;
  let choice: ColumnChoice = { ...usualColumns, isDense: isDense === true };
  if (Array.isArray(shown)) {
    choice = { ...choice, shown: [] };
    for (const path of shown) {
      if (typeof path !== "string" || columnIssue(choice, path) !== undefined) continue;
      choice = addColumn(choice, path);
    }
  }
  if (typeof widths !== "object" || widths === null) return choice;
  const good = Object.entries(widths).filter(([, width]) => Number.isFinite(width));
  return {
    ...choice,
    widths: Object.fromEntries(good.map(([path, width]) => [path, toWidth(Number(width))])),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
