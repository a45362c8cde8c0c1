/** Whether this text can be an API key. No other is looked for, and none takes room in a cache. */
export function isApiKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(text);
}
