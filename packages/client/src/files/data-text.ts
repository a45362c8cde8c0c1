import { type JsonText, trustedJsonText } from "@roster/contract/json";

/** What users have besides their own fields: their data as text. */
interface WithData {
  readonly data: object;
  /** Absent in users of a client with tRPC's own links. */
  readonly dataText?: string | undefined;
}

export const dataTextOf = ({ data, dataText }: WithData): JsonText =>
  trustedJsonText(dataText ?? JSON.stringify(data));
