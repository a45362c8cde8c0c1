/** Set for the pages of an app once its notice was dismissed in this browser. */
export const USER_READS_COOKIE = "roster_user_reads_seen";
