export type { ByteSource } from "./files/byte-source.js";
export type { CsvColumns } from "./files/csv-columns.js";
export { exportUsers, type ExportUsersOptions } from "./files/export-users.js";
export { type FileFormat, formatOf } from "./files/file-format.js";
export type { ImportCounts, ImportedLine, ImportStatus } from "./files/imported-line.js";
export { importUsers, type ImportUsersOptions } from "./files/import-users.js";
export {
  readCsvColumns,
  readUsers,
  type ReadUsersOptions,
  type UserLine,
} from "./files/read-users.js";
export { type UserSerializer, userSerializers } from "./files/user-serializers.js";
export type { ImportedUser } from "./files/to-user.js";
