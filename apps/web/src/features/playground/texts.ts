export const playgroundTexts = {
  title: "Playground",
  description:
    "Every procedure of the API, to be tried out. Calls are real, and made as the administrator.",
  procedures: "Procedures",
  procedure: "Procedure",
  kinds: { query: "reads", mutation: "changes" },
  destructive: "takes away",
  input: "Input",
  inputHint: "As its schema says; the server checks the rest",
  noInput: "It takes no input.",
  run: "Run",
  reset: "Back to the example",
  confirm: {
    title: (path: string) => `Run ${path}?`,
    says: "What this call takes away cannot be had back. It is carried out on the real database, with the input that stands here.",
    action: "Run it",
  },
  answer: "Answer",
  error: "Error",
  took: (milliseconds: string) => `${milliseconds} ms`,
  request: "Request",
  notJson: "The answer is no JSON; is Roster still running?",
  unreachable: "Roster does not answer. Is it still running?",
  code: "As code",
  codeHint:
    "With an app's secret instead of the administrator's session: what is the administrator's alone is FORBIDDEN then.",
};
