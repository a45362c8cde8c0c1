export const studioTexts = {
  title: "Studio",
  description: "Browse the database tables in Prisma Studio.",
  database: "Database",
  engines: { sqlite: "SQLite", postgresql: "PostgreSQL" },
  shell: "Shell",
  local: {
    title: "On this machine",
    description:
      "Run this in Roster’s folder. Studio opens in a separate window, connected to this database. It has no sign-in, listens only on this machine, and stops with Ctrl-C.",
  },
  remote: {
    title: "On another machine",
    description:
      "Run this on the server’s machine and connect through SSH. Then open http://localhost:5555.",
  },
  caution: {
    title: "Before you start",
    items: [
      "Studio shows all apps and writes directly to the tables: schemas, unique indexes and versions are not checked.",
      "API secrets are encrypted in their table. The administrator’s password is stored only as a hash.",
      "To change users, prefer their own pages, which validate the data against its schema.",
    ],
  },
};
