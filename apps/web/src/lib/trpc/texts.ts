export const trpcTexts = {
  noAnswer: "Roster does not answer. Is it still running?",
};
