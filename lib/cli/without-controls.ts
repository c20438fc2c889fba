/** A file from elsewhere must not break a line, nor tell a terminal what to do. */
export const withoutControls = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}]/gu, '?');
