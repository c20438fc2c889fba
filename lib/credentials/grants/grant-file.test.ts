import { describe, expect, it } from 'vitest';
import { UserId } from '@/lib/core/ids';
import type { Person } from '@/lib/ports';
import { actor, grant, now, roleArn } from '../test-world';
import { readGrantFile, writeGrantFile } from './grant-file';
import { planImport, type Standing } from './plan-import';

const ANN: Person = {
  ...actor,
  userId: UserId.parse('u2'),
  name: 'Ann',
  email: 'ann@acme.test',
};
const OTHER = roleArn.replace('deploy', 'audit');
const standing = (change: Partial<Standing> = {}): Standing => ({
  grants: [],
  people: [actor, ANN],
  groups: [{ id: 'g', name: 'Platform', memberIds: [], grantsTotal: 0 }],
  roleArns: new Set([roleArn, OTHER]),
  now,
  ...change,
});
const fileOf = (roles: object) =>
  JSON.stringify({ format: 'drawbridge-grants-1', roles }, null, 1);
const plan = (text: string, change: Partial<Standing> = {}) =>
  planImport(readGrantFile(text), standing(change));

describe('a file of grants', () => {
  it('shows what it adds, changes and ends, and leaves other roles alone', () => {
    const toAnn = {
      ...grant,
      id: 'g2',
      to: { kind: 'person', userId: ANN.userId } as const,
      toName: 'Ann',
    };
    const text = fileOf({
      [roleArn]: [
        { to: 'person:mei@acme.test', maxSeconds: 900 },
        { to: 'group:Platform', readOnly: true, services: ['s3'] },
      ],
    });
    const { rows, problems } = plan(text, { grants: [grant, toAnn] });
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        kind: 'change',
        roleArn,
        toName: 'Mei',
        words: 'for up to 15 min',
        was: 'for as long as the role allows',
      },
      {
        kind: 'add',
        roleArn,
        toName: 'the group Platform',
        words: 'for as long as the role allows, read only, only S3',
        was: null,
      },
      {
        kind: 'end',
        roleArn,
        toName: 'Ann',
        words: 'for as long as the role allows',
        was: null,
      },
    ]);
  });

  it('gives a grant that ran out a new end', () => {
    const ranOut = { ...grant, endsAt: now };
    const text = fileOf({ [roleArn]: [{ to: 'person:mei@acme.test' }] });
    const { rows } = plan(text, { grants: [ranOut] });
    expect(rows.map(({ kind }) => kind)).toEqual(['change']);
  });

  it('changes nothing when it is read back as it was written', () => {
    const grants = [
      grant,
      { ...grant, id: 'e', to: { kind: 'everybody' } as const, toName: null },
      {
        ...grant,
        id: 'p',
        to: { kind: 'group', groupId: 'g' } as const,
        toName: 'Platform',
        maxSeconds: 900,
        isReadOnly: true,
        services: ['s3', 'kms'],
        fromIp: '203.0.113.0/24',
        endsAt: new Date('2026-12-24T09:00:00Z'),
      },
      {
        ...grant,
        id: 'a',
        rule: 'ask' as const,
        approvals: 1,
        approverIds: [ANN.userId],
        approverGroupId: 'g',
        stepUp: 'each-time' as const,
      },
    ];
    const ranOut = {
      ...grant,
      id: 'o',
      to: { kind: 'person', userId: ANN.userId } as const,
      toName: 'Ann',
      endsAt: now,
    };
    const held = [...grants, ranOut, { ...ranOut, id: 'x', roleArn: OTHER }];
    const text = writeGrantFile(held, [actor, ANN], standing().groups, now);
    expect(plan(text, { grants: held })).toMatchObject({
      problems: [],
      rows: [],
      unchangedTotal: 4,
    });
  });

  it.each<[string, string, number, string, string]>([
    ['no JSON', '{\n "format" "x"', 2, '', 'Expected ":"'],
    [
      'another format',
      '{\n "format": "x",\n "roles": {}\n}',
      2,
      'format',
      'drawbridge-grants-1',
    ],
    ['no roles', '{"format":"drawbridge-grants-1"}', 1, 'roles', 'Expected roles by ARN'],
    ['no role', fileOf({ deploy: [] }), 4, 'deploy', 'Expected arn:aws:iam'],
    [
      'a key twice',
      `{"format":"drawbridge-grants-1",\n"roles":{},\n"roles":{}}`,
      3,
      'roles',
      'twice',
    ],
    [
      'a length that STS does not give',
      fileOf({ [roleArn]: [{ to: 'everybody', maxSeconds: 60 }] }),
      7,
      'maxSeconds',
      '900 seconds',
    ],
    [
      'a service that is none',
      fileOf({ [roleArn]: [{ to: 'everybody', services: ['s4'] }] }),
      8,
      '0',
      'Not a service',
    ],
    [
      'a stranger',
      fileOf({ [roleArn]: [{ to: 'person:x@acme.test' }] }),
      5,
      'to',
      'not in this',
    ],
    [
      'the same person twice',
      fileOf({ [roleArn]: [{ to: 'everybody' }, { to: 'everybody' }] }),
      8,
      'to',
      'twice',
    ],
    [
      'an end that is past',
      fileOf({ [roleArn]: [{ to: 'everybody', ends: '2026-01-01T00:00:00Z' }] }),
      5,
      'ends',
      'past',
    ],
    [
      'a role that the console cannot take',
      fileOf({ [roleArn.replace('deploy', 'root')]: [{ to: 'everybody' }] }),
      5,
      'roles',
      'cannot take',
    ],
    [
      'approvers of a glass, which asks nobody',
      fileOf({ [roleArn]: [{ to: 'everybody', ask: {}, breakGlass: true }] }),
      8,
      'breakGlass',
      'Either',
    ],
    [
      'an unknown field',
      fileOf({ [roleArn]: [{ to: 'everybody', admin: true }] }),
      5,
      '0',
      'admin',
    ],
  ])(
    'with %s is refused by line and field, whole',
    (_what, text, line, field, message) => {
      const { problems, rows, digest } = plan(text);
      expect(problems[0]).toMatchObject({ line, field });
      expect(problems[0]?.message).toContain(message);
      expect({ rows, digest }).toEqual({ rows: [], digest: '' });
    },
  );
});
