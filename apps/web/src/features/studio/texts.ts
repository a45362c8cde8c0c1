export const studioTexts = {
  title: "Studio",
  description: "The tables themselves, in Prisma Studio.",
  database: "This roster's database",
  engines: { sqlite: "SQLite", postgresql: "PostgreSQL" },
  shell: "Shell",
  local: {
    title: "On this machine",
    says: "In Roster's folder. Studio opens in a window of its own, on the database of this roster; it has no sign-in, listens on this machine alone, and ends with Ctrl-C.",
  },
  remote: {
    title: "On another machine",
    says: "Run it there, beside the server, and reach it through SSH; then open http://localhost:5555.",
  },
  caution: {
    title: "What to know",
    items: [
      "It shows all apps, and writes to the tables at once: schemas, unique values and versions are not looked at.",
      "API secrets are encrypted in their table; of the administrator's password there is a hash alone.",
      "Users are better changed on their own pages, which hold the data to its schema.",
    ],
  },
};
