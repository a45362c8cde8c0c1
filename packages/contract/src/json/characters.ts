// UTF-16 units that JSON gives a meaning.
export const QUOTE = 0x22;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const OPENING_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSING_BRACKET = 0x5d;
export const LETTER_E = 0x65;
export const LETTER_U = 0x75;
export const OPENING_BRACE = 0x7b;
export const CLOSING_BRACE = 0x7d;

/** The bit by which `{` and `}` differ from `[` and `]`. */
export const CURLY = 0x20;

/** Units below are control characters, which JSON escapes. */
export const SPACE = 0x20;

export const FIRST_SURROGATE = 0xd800;

/** The bit by which letters differ from capital letters. */
export const LOWER_CASE = 0x20;

export const isDigit = (unit: number) => unit >= ZERO && unit <= 0x39;
