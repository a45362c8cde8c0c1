/** Names of programming languages and tools; they are never translated. */
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
