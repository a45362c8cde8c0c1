/** What is drawn in one colour. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** A CSS colour; of light and dark at once. */
  readonly color: string;
}

/** The values of one step; null where there is none. */
export interface ChartRow {
  readonly at: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** What one chart shows. */
export interface ChartData {
  readonly shape: "bars" | "lines" | "area";
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
  readonly formatValue: (value: number) => string;
  /** For the axis, where there is little room. */
  readonly formatTick: (value: number) => string;
  readonly formatTime: (at: string) => string;
}
