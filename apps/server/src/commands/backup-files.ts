/** The files of a backup folder, named as in the data folder. */
export const backupFiles = {
  database: "roster.db",
  masterKey: "master.key",
  credentials: "roster.json",
} as const;
