import { type JsonValue, valueTokenAt } from "@roster/contract/json";
import { APP_HEADER } from "@/features/apps/app-path";
import { formatJson } from "@/features/json/format-json";
import { isJsonObject } from "@/lib/json";
import { playgroundTexts } from "@/features/playground/texts";
import { parseJson } from "./parse-json";

export interface CallResult {
  /** `OK` or the error code; undefined if there was no valid response. */
  readonly code: string | undefined;
  readonly isOk: boolean;
  /** The error message. */
  readonly message?: string | undefined;
  readonly milliseconds: number;
  /** Identifies the request in the server's log. */
  readonly requestId: string | undefined;
  /** The response as indented JSON. */
  readonly text: string;
}

interface Call {
  readonly appId: string;
  readonly path: string;
  /** The token of the input; null if the procedure takes none. */
  readonly input: string | null;
}

/** Calls a procedure without the client, so that the input reaches the server unchecked. */
export async function callProcedure({ appId, path, input }: Call): Promise<CallResult> {
  const start = performance.now();
  try {
    const response = await fetch(`/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", [APP_HEADER]: appId },
      ...(input !== null && { body: input }),
    });
    const text = await response.text();
    const milliseconds = performance.now() - start;
    return {
      ...parseResult(text, response.headers.get("x-request-id") ?? undefined),
      milliseconds,
    };
  } catch {
    const milliseconds = performance.now() - start;
    const message = playgroundTexts.unreachable;
    return { code: undefined, isOk: false, message, milliseconds, requestId: undefined, text: "" };
  }
}

function parseResult(
  text: string,
  requestId: string | undefined,
): Omit<CallResult, "milliseconds"> {
  const body = parseJson(text);
  if (isJsonObject(getKey(body, "result"))) {
    const data = valueTokenAt(text, ["result", "data"]) ?? "null";
    return { code: "OK", isOk: true, requestId, text: formatJson(data) };
  }
  const error = getKey(body, "error");
  if (!isJsonObject(error)) {
    return { code: undefined, isOk: false, message: playgroundTexts.notJson, requestId, text };
  }
  const data = getKey(error, "data");
  return {
    code: getString(data, "code"),
    isOk: false,
    message: getString(error, "message"),
    requestId: getString(data, "requestId") ?? requestId,
    text: formatJson(valueTokenAt(text, ["error"]) ?? "null"),
  };
}

const getKey = (value: JsonValue | undefined, key: string) =>
  isJsonObject(value) ? value[key] : undefined;

function getString(value: JsonValue | undefined, key: string): string | undefined {
  const text = getKey(value, key);
  return typeof text === "string" ? text : undefined;
}
