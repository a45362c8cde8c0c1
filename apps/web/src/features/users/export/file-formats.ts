import { usersExportTexts } from "@/features/users/export/texts";

/** The options of the format control. */
export const fileFormats = [
  { value: "ndjson", label: usersExportTexts.formats.ndjson },
  { value: "csv", label: usersExportTexts.formats.csv },
] as const;
