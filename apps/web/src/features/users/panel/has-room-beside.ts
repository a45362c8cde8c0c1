/** As wide as the `xl` of the styles, from where on the panel stands beside the table. */
const ROOM = "(min-width: 80rem)";

/** Whether a user is opened beside the table; else on a page of its own. */
export const hasRoomBeside = (): boolean => window.matchMedia(ROOM).matches;
