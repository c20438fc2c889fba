export type Clock = { now(): Date; sleep(milliseconds: number): Promise<void> };

/** Unpredictable text. */
export type Random = {
  uuid(): string;
  /** `length` characters of `a-z2-7`. */
  base32(length: number): string;
};
