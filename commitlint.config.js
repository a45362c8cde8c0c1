export default {
  extends: ["@commitlint/config-conventional"],
  rules: {
    "header-max-length": [2, "always", 72],
    // Names of files, commands and products keep their spelling.
    "subject-case": [0],
    "body-max-line-length": [0],
    "body-leading-blank": [2, "always"],
  },
};
