import { usersExportTexts } from "@/features/users/export/texts";

/** What a person chooses from. */
export const fileFormats = [
  { value: "ndjson", label: usersExportTexts.formats.ndjson },
  { value: "csv", label: usersExportTexts.formats.csv },
] as const;
