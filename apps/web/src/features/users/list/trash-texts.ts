export const trashTexts = {
  description:
    "Removed users, which you can restore. After 30 days by default, they are removed for good.",
};
