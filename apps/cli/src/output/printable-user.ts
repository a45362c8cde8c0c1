import { trustedJsonText } from "@roster/contract/json";

interface ReceivedUser {
  readonly data: object;
}

/** The user's data as JSON, token for token. */
export const dataTextOf = (user: ReceivedUser): string =>
  "dataText" in user && typeof user.dataText === "string"
    ? user.dataText
    : JSON.stringify(user.data);

/** The user with its data as text, which is printed unchanged. */
export const toPrintable = <Received extends ReceivedUser>(user: Received) => ({
  ...user,
  data: trustedJsonText(dataTextOf(user)),
});
