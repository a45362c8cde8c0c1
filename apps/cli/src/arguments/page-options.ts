import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { MAX_PAGE_SIZE } from "@roster/contract";

/** `--limit`, shared by the commands that list something. */
export function limitOption(things: string, byDefault: number) {
  return new Option(
    "--limit <n>",
    `maximum number of ${things}, 1 to ${MAX_PAGE_SIZE} (default: ${byDefault})`,
  ).argParser(toWholeNumber);
}

function toWholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}
