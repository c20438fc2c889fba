import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { RoleCard } from '@/lib/credentials/schema';
import type { LetSay } from './let-say';
import { RecordedAs } from './recorded-as';

const letSay: LetSay = async () => ({ ok: true, value: { planId: 'p' } });
const ALL = { takesSourceIdentity: true, takesTags: true, tags: { 'db-request': 'r' } };

function shown(carries: Partial<typeof ALL>, may: LetSay | null = letSay): boolean {
  const role = { roleName: 'deploy', ...ALL, ...carries } as RoleCard; // the parts that it reads
  const html = renderToStaticMarkup(
    <AppRouterContext.Provider value={{} as never}>
      <RecordedAs role={role} recordedAs="db-ana" letSay={may} />
    </AppRouterContext.Provider>,
  );
  return html.includes('Let its sessions say so');
}

it('offers a plan where a session cannot say for whom or why it was taken', () => {
  expect(shown({})).toBe(false);
  expect(shown({ takesTags: false })).toBe(true);
  expect(shown({ takesSourceIdentity: false })).toBe(true);
});

it('offers none to those who may make no plan', () => {
  expect(shown({ takesTags: false }, null)).toBe(false);
});
