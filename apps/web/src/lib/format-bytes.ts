const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "512 byte", "1.3 MB" */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const format = new Intl.NumberFormat("en", {
    style: "unit",
    unit: units[power] ?? "byte",
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1000 ** power);
}
