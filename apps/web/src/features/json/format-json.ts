import { checkJson } from "./check-json";

/** The same values, indented; undefined where the text holds what would be changed by it. */
export function formatJson(text: string): string | undefined {
  const { data } = checkJson(text);
  return data && JSON.stringify(data, null, 2);
}
