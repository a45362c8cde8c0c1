import stringWidth from "string-width";

const GAP = "  ";
/** A column before the last takes at most this part of the width. */
const MAX_PART = 0.4;

export interface Table {
  /** The lines of these rows, aligned; the titles stand above the first. */
  lines(rows: readonly (readonly string[])[]): string[];
}

export interface TableOptions {
  /** No line is longer: what does not fit ends in `…`, the last column first. Default: no bound. */
  readonly width?: number | undefined;
  readonly styleTitles?: (line: string) => string;
}

/** A table whose rows may come in parts. */
export function createTable(
  titles: readonly string[],
  { width = Infinity, styleTitles = (line) => line }: TableOptions = {},
): Table {
  const most = Math.max(8, Math.floor(width * MAX_PART));
  const widths = titles.slice(0, -1).map(() => 0);
  let isBegun = false;

  const widen = (row: readonly string[]) =>
    widths.forEach((known, column) => {
      widths[column] = Math.min(most, Math.max(known, stringWidth(row[column] ?? "")));
    });
  const toLine = (row: readonly string[]) => {
    const cells = row.map((cell, column) => {
      const room = widths[column]; // absent for the last column, which takes what is left
      return room === undefined ? cell : pad(cut(cell, room), room);
    });
    return cut(cells.join(GAP), width).trimEnd();
  };
  return {
    lines(rows) {
      if (!isBegun) widen(titles);
      rows.forEach(widen);
      const above = isBegun ? [] : [styleTitles(toLine(titles))];
      isBegun = true;
      return [...above, ...rows.map(toLine)];
    },
  };
}

/** `text` with spaces behind it, up to `width` columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** `text`, or as much of it as fits in `width` columns with `…` behind it. */
export function cut(text: string, width: number): string {
  if (width === Infinity) return text;
  let used = 0;
  let kept = "";
  for (const { segment, index } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) return `${kept}…`;
    // What is kept leaves room for the `…`, which is one column wide.
    if (used < width) kept = text.slice(0, index + segment.length);
  }
  return text;
}
