const grouped = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("en");

/** "1,234,567" */
export const formatCount = (count: number) => grouped.format(count);

/** The form of a word that goes with this many: `one` with 1, else `other`. */
export const pluralize = (count: number, one: string, other: string) =>
  plural.select(count) === "one" ? one : other;
