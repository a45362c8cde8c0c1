import { endOfValue, skipSpace, walkJson } from "@roster/contract/json";

/** A user in a response. */
interface ReceivedUser {
  readonly id: string;
  readonly data: Container;
}

/** Corrects the numbers in the data of a received user, of which `dataText` is the text. */
export type NumberReader = (user: ReceivedUser, dataText: string) => void;

const parseJson: (text: string) => unknown = JSON.parse;

/** Parses a response, and gives each user in it its `dataText`. */
export function readResponse(text: string, readNumbers: NumberReader | undefined): unknown {
  const value = parseJson(text);

  function readTexts(start: number, container: Container): number {
    return walkJson(text, start, (key, at) => {
      const child = container[key];
      if (key === "data" && isUser(container)) {
        const end = endOfValue(text, at);
        const dataText = copySlice(text, at, end);
        Object.defineProperty(container, "dataText", { value: dataText });
        readNumbers?.(container, dataText);
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

function isUser(value: Container): value is Container & ReceivedUser {
  return (
    typeof value["id"] === "string" &&
    typeof value["version"] === "number" &&
    isContainer(value["data"])
  );
}
