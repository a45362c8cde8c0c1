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

/** Which browser it is, on which system; each is undefined where it is none that is known. */
export function parseUserAgent(userAgent: string) {
  // In this order: browsers name those that came before them too.
  const browser = browsers.find(([, mark]) => mark.test(userAgent))?.[0];
  const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
  return { browser, system };
}
