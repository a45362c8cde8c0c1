import { parseJson, type ParsedJson } from "@roster/contract/json";

/** What a command has printed with `--json`, with the data of users as text. */
export const parseOutput = (stdout: string): ParsedJson =>
  parseJson(stdout, { textKeys: new Set(["data"]) });
