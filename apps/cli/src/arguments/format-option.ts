import { Option } from "@commander-js/extra-typings";
import type { FileFormat } from "@roster/client/files";

const fileFormats = ["ndjson", "csv"] as const satisfies readonly FileFormat[];

/** `--format`, shared by `users import` and `users export`. */
export function formatOption() {
  return new Option("--format <format>", "default: from the file name, otherwise ndjson").choices(
    fileFormats,
  );
}
