const grouped = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("en");

/** "1,234,567" */
export const formatCount = (count: number) => grouped.format(count);

/** Returns `one` for 1 and `other` for any other count. */
export const pluralize = (count: number, one: string, other: string) =>
  plural.select(count) === "one" ? one : other;
