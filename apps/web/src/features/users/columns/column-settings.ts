import { parseUserPath } from "@roster/contract";
import { columnsTexts } from "./texts";

/** Which columns of the table are shown. The id always comes first. */
export interface ColumnSettings {
  /** Fields, data paths (`data.plan`), or `data` for a preview of all data. */
  readonly shown: readonly string[];
  /** In pixels; only of resized columns. */
  readonly widths: Readonly<Record<string, number>>;
  readonly isDense: boolean;
}

export const defaultColumns: ColumnSettings = {
  shown: ["data", "version", "createdAt"],
  widths: {},
  isDense: false,
};

/** The columns of the trash, which cannot be changed. */
export const trashColumns: ColumnSettings = {
  ...defaultColumns,
  shown: ["data", "version", "deletedAt"],
};

/** The columns that are not data paths. */
export const fieldColumns = ["data", "version", "createdAt", "updatedAt"] as const;

export const MIN_WIDTH = 72;
export const MAX_WIDTH = 800;
const MAX_COLUMNS = 30;

/** Whether the table has its default columns, and may adapt to small screens. */
export function isDefaultColumns({ shown, widths }: ColumnSettings): boolean {
  return shown.join() === defaultColumns.shown.join() && Object.keys(widths).length === 0;
}

/** Why a column cannot be added; undefined if it can. */
export function columnError({ shown }: ColumnSettings, path: string): string | undefined {
  if (shown.includes(path)) return columnsTexts.alreadyShown(path);
  if (shown.length >= MAX_COLUMNS) return columnsTexts.tooMany(MAX_COLUMNS);
  if (fieldColumns.some((name) => name === path)) return undefined;
  const read = parseUserPath(path);
  if ("error" in read) return columnsTexts.invalidPath(read.error);
  return read.value[0] === "data" ? undefined : columnsTexts.notDataPath(path);
}

export function addColumn(settings: ColumnSettings, path: string): ColumnSettings {
  return { ...settings, shown: [...settings.shown, path] };
}

export function removeColumn(settings: ColumnSettings, path: string): ColumnSettings {
  return { ...settings, shown: settings.shown.filter((other) => other !== path) };
}

/** Moves a column one position left (-1) or right (1), if possible. */
export function moveColumn(settings: ColumnSettings, path: string, step: -1 | 1): ColumnSettings {
  const from = settings.shown.indexOf(path);
  const to = from + step;
  if (from === -1 || to < 0 || to >= settings.shown.length) return settings;
  const others = settings.shown.toSpliced(from, 1);
  return { ...settings, shown: others.toSpliced(to, 0, path) };
}

export function clampWidth(pixels: number): number {
  return Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, pixels)));
}

/** Parses stored settings and ignores what is invalid. */
export function parseColumnSettings(text: string | null): ColumnSettings {
  const stored: unknown = parseJson(text ?? "");
  if (typeof stored !== "object" || stored === null) return defaultColumns;
  const { shown, widths, isDense }: { shown?: unknown; widths?: unknown; isDense?: unknown } =
    stored;
  let settings: ColumnSettings = { ...defaultColumns, isDense: isDense === true };
  if (Array.isArray(shown)) {
    settings = { ...settings, shown: [] };
    for (const path of shown) {
      if (typeof path !== "string" || columnError(settings, path) !== undefined) continue;
      settings = addColumn(settings, path);
    }
  }
  if (typeof widths !== "object" || widths === null) return settings;
  const good = Object.entries(widths).filter(([, width]) => Number.isFinite(width));
  return {
    ...settings,
    widths: Object.fromEntries(good.map(([path, width]) => [path, clampWidth(Number(width))])),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const defaultWidths: Readonly<Record<string, number>> = {
  id: 240,
  data: 320,
  version: 104,
  createdAt: 152,
  updatedAt: 152,
};
const DEFAULT_WIDTH = 168;

/** In pixels: the chosen or the default width. */
export function columnWidth({ widths }: ColumnSettings, path: string): number {
  return widths[path] ?? defaultWidths[path] ?? DEFAULT_WIDTH;
}

const names: Readonly<Record<string, string>> = columnsTexts.names;

/** The header of a column: the field's name, or the data path without `data.`. */
export function columnName(path: string): string {
  return names[path] ?? path.replace(/^data\./, "");
}
