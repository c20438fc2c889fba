import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ReachedRoles } from '@/lib/inventory/reach-roles';
import { ReachableRoles, reachableQuery } from './reachable-roles';

const roleOf = (name: string) => `arn:aws:iam::777788889999:role/${name}`;
const FROM = roleOf('deploy');
const always = { decision: 'allow', hops: 1, conditionKeys: [], requires: [] } as const;

const reachable: ReachedRoles['reachable'] = [
  {
    ...always,
    conditionKeys: [],
    requires: [],
    role: roleOf('next'),
    path: [roleOf('next')],
  },
  {
    role: roleOf('far'),
    decision: 'conditional',
    hops: 2,
    path: [roleOf('next'), roleOf('far')],
    conditionKeys: ['aws:SourceIp'],
    requires: [],
  },
];

function shown(found: ReachedRoles['reachable'], taken: string[] = []): string {
  const client = new QueryClient();
  const { queryKey } = reachableQuery(FROM);
  client.setQueryData(queryKey, { principal: FROM, reachable: found });
  return renderToString(
    <QueryClientProvider client={client}>
      <ReachableRoles roleArn={FROM} taken={taken} />
    </QueryClientProvider>,
  )
    .replaceAll('<!-- -->', '')
    .replaceAll(/<span class="block[^>]*>/g, ', ');
}

const text = (html: string) => html.replaceAll(/<[^>]*>/g, '');

it('says where a revoked session could have gone on to, how, and that none is revoked', () => {
  const html = shown(reachable);
  expect(text(html)).toContain('2 more roles could have been taken');
  expect(text(html)).toContain('none of them is revoked');
  expect(text(html)).toContain('next in 777788889999, at once');
  expect(text(html)).toContain(
    'far in 777788889999, by way of next, depending on aws:SourceIp',
  );
  const sessions = `/access/sessions?role=${encodeURIComponent(roleOf('far'))}`;
  expect(html).toContain(`href="${sessions}"`);
  expect(html).not.toContain('<button');
});

it('leaves out what CloudTrail tells of, and is not there where nothing is left', () => {
  expect(text(shown(reachable, [roleOf('next')]))).toContain(
    'One more role could have been taken',
  );
  expect(
    shown(
      reachable,
      reachable.map(({ role }) => role),
    ),
  ).toBe('');
  expect(shown([])).toBe('');
});
