import { endOfValue, skipSpace, walkJson } from "@roster/contract/json";

/** A user in a response, or what it was before or after a change. */
interface ReceivedUser {
  readonly id: string;
  readonly data: Container;
}

/** Corrects the numbers in the data of a received user, of which `dataText` is the text. */
export type NumberReader = (user: ReceivedUser, dataText: string) => void;

const parseJson: (text: string) => unknown = JSON.parse;

/** The property that has the text of each kind of data. */
const textNames = new Map<string | number, string>([
  ["data", "dataText"],
  ["before", "beforeText"],
]);

/** Parses a response, and gives each user and each change in it the texts of its data. */
export function readResponse(text: string, readNumbers: NumberReader | undefined): unknown {
  const value = parseJson(text);

  function readTexts(start: number, container: Container): number {
    return walkJson(text, start, (key, at) => {
      const child = container[key];
      const textName = textNames.get(key);
      const id = textName === undefined ? undefined : findUserId(container);
      if (textName !== undefined && id !== undefined && isContainer(child)) {
        const end = endOfValue(text, at);
        const dataText = copySlice(text, at, end);
        Object.defineProperty(container, textName, { value: dataText });
        readNumbers?.({ id, data: child }, dataText);
        return end;
      }
      return isContainer(child) ? readTexts(at, child) : endOfValue(text, at);
    });
  }

  if (isContainer(value)) readTexts(skipSpace(text, 0), value);
  return value;
}

/**
 * A slice that does not keep the whole text in memory, as V8's slices do: an application may keep one user of a
 * large page. Located here and not on demand, because data may have been changed by then.
 */
function copySlice(text: string, start: number, end: number): string {
  return [text.charAt(start), text.slice(start + 1, end)].join("");
}

/** Members of an object by key, or items of an array by index. */
export type Container = Record<string | number, unknown>;

export function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** The id of a user or of the user of a change; undefined for other objects. */
function findUserId({ id, userId, version }: Container): string | undefined {
  if (typeof version !== "number") return undefined;
  const found = id ?? userId;
  return typeof found === "string" ? found : undefined;
}
