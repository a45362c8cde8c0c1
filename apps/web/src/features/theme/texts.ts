export const themeTexts = {
  colours: "Colours",
  system: "As the system",
  light: "Light",
  dark: "Dark",
};
