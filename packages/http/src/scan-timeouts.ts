import { z } from "zod";

const rule = "must be a number of seconds from 0.01 to 3600";
const Seconds = z.coerce.number(rule).min(0.01, rule).max(3600, rule);

/** The settings for how long a query may take, by who makes it. */
export const scanTimeouts = {
  ROSTER_USER_QUERY_TIMEOUT: Seconds.default(2),
  ROSTER_SERVER_QUERY_TIMEOUT: Seconds.default(15),
  ROSTER_ADMIN_QUERY_TIMEOUT: Seconds.default(300),
};

type Timeouts = Readonly<Record<keyof typeof scanTimeouts, number>>;

/** In milliseconds. */
export function readScanDeadlines(settings: Timeouts) {
  return {
    user: settings.ROSTER_USER_QUERY_TIMEOUT * 1000,
    server: settings.ROSTER_SERVER_QUERY_TIMEOUT * 1000,
    admin: settings.ROSTER_ADMIN_QUERY_TIMEOUT * 1000,
  };
}
