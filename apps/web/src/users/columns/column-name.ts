const names: Readonly<Record<string, string>> = {
  id: "Id",
  data: "Data",
  version: "Version",
  createdAt: "Created",
  updatedAt: "Updated",
};

/** What a column is called: a field's name, or the path in data without the word `data`. */
export function columnName(path: string): string {
  return names[path] ?? path.replace(/^data\./, "");
}
