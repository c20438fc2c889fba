import { afterEach, describe, expect, it, vi } from 'vitest';
import { useConsole } from '@/lib/server/test-console';
import { signedInAt } from './console/test-person';
import { creds } from './creds';

const console = useConsole();

afterEach(() => vi.restoreAllMocks());

/** A console that puts texts of its own into what it answers. */
function answerWith(change: object): void {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).endsWith('/api/v1/credentials')) return answer;
    const issued: { formats: object } = await answer.json();
    const formats = Object.fromEntries(
      Object.keys(issued.formats).map((format) => [format, 'evil']),
    );
    return Response.json({ ...issued, formats, ...change });
  });
}

const take = async (...formats: string[]) => {
  const person = await signedInAt(console());
  const ended = [];
  for (const format of formats)
    ended.push(await person.run(creds, 'Data/data-read', '--format', format));
  return ended;
};

const SHELLS = ['env', 'fish', 'powershell', 'cmd', 'dotenv', 'file'];

describe('credentials for a shell', () => {
  it('are made of the fields, not of the text that the console made', async () => {
    answerWith({});
    for (const { code, out } of await take(...SHELLS)) {
      expect(code).toBe(0);
      expect(out.join()).toContain('ASIA');
      expect(out.join()).not.toContain('evil');
    }
  });

  it('are not made where a field holds a line end', async () => {
    answerWith({ region: 'x\nevil' });
    const refused = {
      code: 1,
      out: [],
      errors: ['drawbridge: the answer of the console cannot be written in this form'],
    };
    expect(await take(...SHELLS)).toEqual(SHELLS.map(() => refused));
  });
});

it('takes no answer whose end is no time', async () => {
  answerWith({ expiresAt: 'soon' });
  for (const { code, out, errors } of await take('process', 'env')) {
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(errors.join()).toContain('no Drawbridge');
  }
});
