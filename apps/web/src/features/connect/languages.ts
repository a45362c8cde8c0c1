/** Names of programming languages and tools, the same in each language of people. */
export const languages = {
  typescript: "TypeScript",
  curl: "curl",
  javascript: "JavaScript",
  python: "Python",
  ruby: "Ruby",
  php: "PHP",
  java: "Java",
  go: "Go",
  csharp: "C#",
};
