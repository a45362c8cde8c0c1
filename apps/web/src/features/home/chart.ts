/** One line, area or stack of bars. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** A CSS colour that works in both themes. */
  readonly color: string;
}

/** The values of one step; null where there is no value. */
export interface ChartRow {
  readonly at: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** One chart, with its text summary. */
export interface Chart {
  readonly shape: "bars" | "lines" | "area";
  readonly series: readonly Series[];
  readonly rows: readonly ChartRow[];
  readonly formatValue: (value: number) => string;
  /** For the axis, which has little room. */
  readonly formatTick: (value: number) => string;
  readonly formatTime: (at: string) => string;
  readonly summary: string;
  readonly isEmpty: boolean;
}
