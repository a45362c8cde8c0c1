import { InvalidArgumentError, Option } from "@commander-js/extra-typings";

/** `--if-version`, shared by the commands that change a user. */
export function versionOption() {
  return new Option(
    "--if-version <n>",
    "only if the user has this version; otherwise PRECONDITION_FAILED",
  ).argParser(toVersion);
}

/** Parses a version. */
export function toVersion(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}
