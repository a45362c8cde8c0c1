export const noUsersTexts = {
  title: "No users yet",
  hint: "Add a user here, or from your application:",
  viewerHint: "Your application adds them like this:",
  addFirst: "Add your first user",
  connect: "How to connect",
};
