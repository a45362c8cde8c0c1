/** Downloads the file, as a link with `download` would. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The click has started the download; the URL can be revoked in the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
