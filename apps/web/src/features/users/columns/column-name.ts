import { columnsTexts } from "./texts";
const names: Readonly<Record<string, string>> = columnsTexts.names;

/** What a column is called: a field's name, or the path in data without the word `data`. */
export function columnName(path: string): string {
  return names[path] ?? path.replace(/^data\./, "");
}
