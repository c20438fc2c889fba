import { expect, it } from 'vitest';
import type { StoredAccount } from '@/lib/ports';
import { findGo } from './find-go';
import { actor, now, offered, roleArn } from './test-world';

const nested = 'arn:aws:iam::777788889999:role/ops/admin';
const deps = {
  grants: {
    offeredTo: async () => [offered, { ...offered, roleArn: nested, roleName: 'admin' }],
  },
  issues: {
    usesByRole: async () => [],
  },
  accounts: {
    list: async () => [
      { id: '777788889999', name: 'Prod', isProduction: true } as StoredAccount, // the page reads these three
    ],
  },
  stepUps: { stateOf: async () => ({ floor: 'never' as const, lastAt: null }) },
  clock: { now: () => now },
};

it.each([
  [{ account: '777788889999', role: 'deploy' }, roleArn, 'home', 'eu-west-1'],
  [{ account: '7777-8888-9999', role: 'deploy', to: 's3' }, roleArn, 's3', 'eu-west-1'],
  [
    { account: 'prod', role: 'Deploy', region: 'us-east-1' },
    roleArn,
    'home',
    'us-east-1',
  ],
  [
    { account: 'Prod', role: 'ops/admin', to: '//evil.test' },
    nested,
    'home',
    'eu-west-1',
  ],
  [{ account: 'Prod', role: 'admin', region: 'evil' }, nested, 'home', 'eu-west-1'],
])('the link %o finds its role', async (link, arn, service, region) => {
  expect(await findGo(deps, actor, link)).toMatchObject({
    ok: true,
    value: { role: { roleArn: arn }, service, region },
  });
});

it.each([
  { account: '777788889999', role: 'root' },
  { account: '111122223333', role: 'deploy' },
  { account: '', role: 'deploy' },
])('the link %o finds no role of somebody else', async (link) => {
  expect(await findGo(deps, actor, link)).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
});
