import stringWidth from "string-width";

const GAP = "  ";
/** The maximum share of the width for a column other than the last. */
const MAX_SHARE = 0.4;

export interface Table {
  /** Aligns these rows. The first call also returns the titles. */
  lines(rows: readonly (readonly string[])[]): string[];
}

export interface TableOptions {
  /** The maximum length of a line; longer cells end in `…`, the last column first. Default: unlimited. */
  readonly width?: number | undefined;
  readonly styleTitles?: (line: string) => string;
}

/** Creates a table whose rows can be added in parts. */
export function createTable(
  titles: readonly string[],
  { width = Infinity, styleTitles = (line) => line }: TableOptions = {},
): Table {
  const maxWidth = Math.max(8, Math.floor(width * MAX_SHARE));
  const widths = titles.slice(0, -1).map(() => 0);
  let hasTitles = false;

  const widen = (row: readonly string[]) =>
    widths.forEach((known, column) => {
      widths[column] = Math.min(maxWidth, Math.max(known, stringWidth(row[column] ?? "")));
    });
  const toLine = (row: readonly string[]) => {
    const cells = row.map((cell, column) => {
      const room = widths[column]; // absent for the last column, which takes the rest
      return room === undefined ? cell : pad(truncate(cell, room), room);
    });
    return truncate(cells.join(GAP), width).trimEnd();
  };
  return {
    lines(rows) {
      if (!hasTitles) widen(titles);
      rows.forEach(widen);
      const above = hasTitles ? [] : [styleTitles(toLine(titles))];
      hasTitles = true;
      return [...above, ...rows.map(toLine)];
    },
  };
}

/** Pads `text` with trailing spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Truncates `text` to `width` columns, ending in `…`. */
export function truncate(text: string, width: number): string {
  if (width === Infinity) return text;
  let used = 0;
  let kept = "";
  for (const { segment, index } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) return `${kept}…`;
    // Leave room for the `…`, which is one column wide.
    if (used < width) kept = text.slice(0, index + segment.length);
  }
  return text;
}
