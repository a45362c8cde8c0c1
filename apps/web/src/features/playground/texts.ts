export const playgroundTexts = {
  title: "Playground",
  description:
    "Try every procedure of the API. Calls are real and run as you, with what your role allows.",
  procedures: "Procedures",
  procedure: "Procedure",
  kinds: { query: "query", mutation: "mutation" },
  destructive: "destructive",
  input: "Input",
  inputHint: "Follows the procedure’s schema; the server validates the rest",
  noInput: "This procedure takes no input.",
  run: "Run",
  reset: "Reset to the example",
  confirm: {
    title: (path: string) => `Run ${path}?`,
    description:
      "This call cannot be undone. It runs on the real database, with the input shown here.",
    action: "Run it",
  },
  response: "Response",
  error: "Error",
  took: (milliseconds: string) => `${milliseconds} ms`,
  request: "Request",
  notJson: "The response is not JSON. Is Roster still running?",
  unreachable: "Roster is not responding. Is it still running?",
  code: "Code",
  codeHint:
    "Uses an app’s secret instead of the administrator’s session, so procedures reserved for the administrator return FORBIDDEN.",
};
