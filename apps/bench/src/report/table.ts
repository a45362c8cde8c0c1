export interface Column {
  readonly title: string;
  /** Default: left. */
  readonly align?: "left" | "right";
}

type Rows = readonly (readonly string[])[];

/** Lines of aligned columns. */
export function textTable(columns: readonly Column[], rows: Rows): string {
  const widths = widthsOf(columns, rows);
  const toLine = (cells: readonly string[]) => padded(cells, columns, widths).join("  ").trimEnd();
  return [columns.map(({ title }) => title), ...rows].map(toLine).join("\n");
}

/** As Prettier writes it. */
export function markdownTable(columns: readonly Column[], rows: Rows): string {
  const widths = widthsOf(columns, rows).map((width) => Math.max(3, width));
  const toLine = (cells: readonly string[]) => `| ${padded(cells, columns, widths).join(" | ")} |`;
  const rule = columns.map(({ align }, index) => {
    const dashes = "-".repeat(widths[index] ?? 3);
    return align === "right" ? `${dashes.slice(1)}:` : dashes;
  });
  return [columns.map(({ title }) => title), rule, ...rows].map(toLine).join("\n");
}

function widthsOf(columns: readonly Column[], rows: Rows): number[] {
  return columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
}

function padded(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
): string[] {
  return columns.map(({ align }, index) => {
    const cell = cells[index] ?? "";
    const width = widths[index] ?? 0;
    return align === "right" ? cell.padStart(width) : cell.padEnd(width);
  });
}
