export const trpcTexts = {
  unreachable: "Roster is not responding. Is it still running?",
};
