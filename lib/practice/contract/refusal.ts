import { expect } from 'vitest';

/** That AWS refuses: with this code, and these words somewhere in the message. */
export async function refusal(
  sent: Promise<unknown>,
  code: string | RegExp,
  words = '',
): Promise<void> {
  const error: unknown = await sent.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error, 'it was not refused').toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: typeof code === 'string' ? code : expect.stringMatching(code),
    message: expect.stringContaining(words),
  });
}

let made = 0;

/** A name that nothing else has. */
export function fresh(kind: string): string {
  made += 1;
  return `contract-${kind}-${process.pid}-${made}`;
}
