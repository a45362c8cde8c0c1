/** Lets the browser save it, as a link with `download` would. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has begun with the click; what it reads is freed with the page's next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
