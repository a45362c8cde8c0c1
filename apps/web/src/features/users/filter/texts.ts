export const filterTexts = {
  filter: "Filter users",
  example: 'data.occupation = "Engineer" and created > 2026-01-01',
  problem: (column: number, message: string) => `Column ${column}: ${message}`,
  clear: "Clear the filter",
  apply: "Apply filter",
  options: "Suggestions",
};
