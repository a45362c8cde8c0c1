export const jsonTexts = {
  format: "Format",
  place: (line: number, column: number) => `Line ${line}, column ${column}`,
  at: (where: string, what: string) => `${where}: ${what}`,
  noObject: "must be a JSON object",
  nothing: "there is nothing here; an empty object is {}",
};
