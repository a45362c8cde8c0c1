/** The part of a structured logger that the API uses, compatible with pino. */
export interface Logger {
  error(fields: Record<string, unknown>, message: string): void;
}
