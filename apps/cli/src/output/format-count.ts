/** A count for people: rounded, with commas between thousands. */
export const formatCount = (count: number) => Math.round(count).toLocaleString("en-US");
