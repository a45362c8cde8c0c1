import { dataTextOf, trustedJsonText } from "@roster/contract/json";

interface ReceivedUser {
  readonly data: object;
}

/** The user with its data as text, which is printed unchanged. */
export const toPrintable = <Received extends ReceivedUser>(user: Received) => ({
  ...user,
  data: trustedJsonText(dataTextOf(user)),
});
