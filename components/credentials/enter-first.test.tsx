import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RoleCard } from '@/lib/credentials/schema';
import { enterFirst, sayEnter } from './enter-first';
import { RoleFilter } from './role-filter';

const roleArn = 'arn:aws:iam::777788889999:role/deploy';
const ASK = '/requests/new?role=arn%3Aaws%3Aiam%3A%3A777788889999%3Arole%2Fdeploy';

/** What Enter did, and what the field says that it does. */
function entered(ask: RoleCard['ask'] | null, withShift = false) {
  const first = ask === null ? undefined : { roleArn, ask };
  const done: string[] = [];
  enterFirst(first, withShift, {
    openConsole: () => done.push('console'),
    copy: () => done.push('copy'),
    goTo: (path) => done.push(path),
  });
  const field = renderToString(
    <RoleFilter
      value=""
      onChange={() => undefined}
      enterWords={sayEnter(first)}
      onEnter={() => undefined}
      hasFocus={false}
    />,
  );
  return { done, says: />([^<>]*)(?:<!-- -->)* *<kbd/.exec(field)?.[1]?.trim() ?? field };
}

describe('Enter in the filter of the home page', () => {
  it.each<[RoleCard['ask'], string, string]>([
    ['no', 'console', 'opens the first'],
    ['ask', ASK, 'asks for the first'],
    ['break-glass', ASK, 'leads to the glass of the first'],
  ])('on a first role to ask for “%s” does %s', (ask, done, says) => {
    expect(entered(ask)).toEqual({ done: [done], says: expect.stringContaining(says) });
  });

  it.each<[RoleCard['ask'], string]>([
    ['no', 'copy'],
    ['ask', ASK],
    ['break-glass', ASK],
  ])('with Shift, on a first role to ask for “%s”, does %s', (ask, done) => {
    expect(entered(ask, true).done).toEqual([done]);
  });

  it('does and promises nothing where no role matches', () => {
    const { done, says } = entered(null);
    expect(done).toEqual([]);
    expect(says).not.toContain('the first');
  });
});
