const browsers = [
  ["edge", /\bEdgA?(?:iOS)?\//],
  ["opera", /\bOPR\//],
  ["firefox", /\b(?:Firefox|FxiOS)\//],
  ["chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["safari", /\bSafari\//],
] as const;

const systems = [
  ["iphone", /\biPhone\b/],
  ["ipad", /\biPad\b/],
  ["android", /\bAndroid\b/],
  ["chromeos", /\bCrOS\b/],
  ["windows", /\bWindows\b/],
  ["macos", /\bMac OS X\b/],
  ["linux", /\bLinux\b/],
] as const;

/** The browser and the operating system; undefined when unknown. */
export function parseUserAgent(userAgent: string) {
  // The order matters: a browser also names the older ones it is compatible with.
  const browser = browsers.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return { browser, system };
}
