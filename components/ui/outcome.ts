/** What a server action answers: plain data, so that its sentence reaches the page. */
export type Outcome<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      kind?: string;
      message: string;
      fields?: Partial<Record<string, string>>;
    };

export const UNREACHABLE =
  'The console could not be reached. Check your connection and try again.';

/** A refusal made on this side, when the server could not be asked at all. */
export const unreachable = (what: string): Outcome<never> => ({
  ok: false,
  kind: 'unreachable',
  message: `${what}: the console could not be reached. Check your connection and try again.`,
});
