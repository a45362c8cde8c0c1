export const trpcTexts = {
  unreachable: "Roster does not answer. Is it still running?",
};
