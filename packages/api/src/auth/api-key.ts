/** Whether the string can be an API key. Others are neither looked up nor cached. */
export function isApiKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(text);
}
