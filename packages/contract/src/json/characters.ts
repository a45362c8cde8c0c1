// UTF-16 units that JSON gives a meaning.
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const OPENING_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSING_BRACKET = 0x5d;
export const LETTER_U = 0x75;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;

/** The bit by which `{` and `}` differ from `[` and `]`. */
export const CURLY = 0x20;

/** Units below are control characters, which JSON escapes. */
export const SPACE = 0x20;

export const FIRST_SURROGATE = 0xd800;
export const LAST_SURROGATE = 0xdfff;

/** Whether a number starts with the unit: a digit or a minus. */
export const isStartOfNumber = (unit: number) => unit === 0x2d || (unit >= 0x30 && unit <= 0x39);
