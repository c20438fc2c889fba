import { expect, it } from 'vitest';
import { plannedConsole } from '@/lib/setup/fakes/planned';
import { getPlan } from '@/lib/setup/get-plan';
import { exportLinks } from './export-formats';

async function plan() {
  const { deps, actor, planId } = await plannedConsole();
  const view = await getPlan(deps, actor, planId);
  if (!view.ok) throw new Error(view.error.kind);
  return view.value;
}

it('lists a script for each account, the one that opens the trust last', async () => {
  const links = exportLinks(await plan(), '/export', 'bash');
  expect(links.map(({ href, account }) => [account?.accountName, href])).toEqual([
    ['Tooling', '/export?format=bash&account=111122223333'],
    ['Data', '/export?format=bash&account=444455556666'],
  ]);
});

it('lists no file for an account that the plan leaves as it is', async () => {
  const view = await plan();
  const steps = view.steps.filter(({ accountName }) => accountName === 'Data');
  const links = exportLinks({ ...view, steps }, '/export', 'powershell');
  expect(links.map(({ account }) => account?.accountName)).toEqual(['Data']);
});

it.each(['terraform', 'json'] as const)(
  'has one %s file for every account',
  async (format) => {
    expect(exportLinks(await plan(), '/export', format)).toEqual([
      { href: `/export?format=${format}`, account: null },
    ]);
  },
);
