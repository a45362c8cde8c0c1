export const jsonTexts = {
  format: "Format",
  position: (line: number, column: number) => `Line ${line}, column ${column}`,
  at: (where: string, what: string) => `${where}: ${what}`,
  empty: "the editor is empty; use {} for an empty object",
};
