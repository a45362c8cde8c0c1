export const noUsersTexts = {
  title: "Nobody is on the roster yet",
  how: "Add a user here, or let your application do it:",
  addFirst: "Add the first user",
  connect: "How to connect",
};
