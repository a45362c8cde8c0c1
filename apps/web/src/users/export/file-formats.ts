import { usersExportTexts } from "@/texts/users-export";

/** What a person chooses from. */
export const fileFormats = [
  { value: "ndjson", label: usersExportTexts.formats.ndjson },
  { value: "csv", label: usersExportTexts.formats.csv },
] as const;
