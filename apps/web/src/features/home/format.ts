const exact = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

export const formatCount = (count: number) => exact.format(count);

/** 12,345 as 12.3K. */
export const formatCompact = (count: number) => short.format(count);

export const formatPercent = (share: number) => percent.format(share);

export const formatRate = (rate: number) => (rate < 10 ? small.format(rate) : short.format(rate));

/** In milliseconds, or in seconds from one second on. */
export const formatLatency = (milliseconds: number) =>
  milliseconds < 1000
    ? `${small.format(milliseconds)} ms`
    : `${small.format(milliseconds / 1000)} s`;

const time = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** In the browser's time zone. */
export const formatTime = (at: string) => time.format(new Date(at));

/** In UTC, like the days that the server counts. */
export const formatDay = (at: string) => day.format(new Date(at));
