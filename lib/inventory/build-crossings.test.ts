import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import type { RoleDetail } from '@/lib/iam/world';
import { askAssume } from './ask-assume';
import { crossingId } from './build-crossings';
import {
  account,
  arnOf,
  crossingsOf,
  document,
  factsOf,
  LUMEN,
  mayBecome,
  PEOPLE,
  PROD,
  role,
  TOOLING,
  trust,
  user,
} from './test-estate';
import { DEPLOY, ec2, rowsFor } from './test-workspace';

const ciDeploy = role(TOOLING, 'ci-deploy', ec2, mayBecome(DEPLOY));

describe('two halves', () => {
  it('that agree make a crossing that works, and say so', () => {
    expect(rowsFor(trust({ AWS: ciDeploy.Arn }), [ciDeploy])).toMatchObject([
      {
        who: {
          kind: 'role',
          name: 'ci-deploy',
          accountName: 'Tooling',
          isOutside: false,
        },
        role: { name: 'deploy', accountName: 'Prod', isProduction: true },
        deck: 'works',
        verb: 'can become',
        why: '2 statements allow it, no guard',
        halves: 'both',
      },
    ]);
  });

  it('3.14: of which one is missing are told apart', () => {
    const idle = role(TOOLING, 'idle', ec2);
    expect(rowsFor(trust({ AWS: idle.Arn }), [idle])).toMatchObject([
      { deck: 'denied', halves: 'trust-only', why: 'its own policies do not allow it' },
    ]);
    expect(
      rowsFor(ec2, [ciDeploy]).filter((row) => row.who.kind === 'role'),
    ).toMatchObject([
      {
        deck: 'denied',
        halves: 'identity-only',
        why: 'the trust policy does not name it',
      },
    ]);
  });

  it('do not pair an administrator with every role that does not trust it', () => {
    const admin = role(TOOLING, 'admin', ec2, document({ Action: '*', Resource: '*' }));
    expect(rowsFor(ec2, [admin]).map((row) => row.who.kind)).toEqual(['service']);
  });
});

describe('a whole account that is trusted', () => {
  const tooling = [
    ciDeploy,
    role(TOOLING, 'admin', ec2, document({ Action: '*', Resource: '*' })),
    role(TOOLING, 'reader', ec2, document({ Action: 's3:Get*', Resource: '*' })),
  ];

  it('becomes a row for each of its principals that can make use of it', () => {
    const rows = rowsFor(trust({ AWS: arnOf(TOOLING, 'root') }), tooling);
    expect(rows.map((row) => [row.who.name, row.deck])).toEqual([
      ['admin', 'works'],
      ['ci-deploy', 'works'],
    ]);
  });

  it('is one row when nobody in it can', () => {
    expect(rowsFor(trust({ AWS: TOOLING }))).toMatchObject([
      { who: { kind: 'account', name: 'Tooling' }, deck: 'denied', halves: 'trust-only' },
    ]);
  });

  it('leaves out those that the trust narrows away', () => {
    const narrowed = trust(
      { AWS: TOOLING },
      { Condition: { ArnEquals: { 'aws:PrincipalArn': arnOf(TOOLING, 'role/admin') } } },
    );
    const rows = rowsFor(narrowed, tooling);
    // ci-deploy names the role in its own policy: that half is worth showing.
    expect(rows.map((row) => [row.who.name, row.deck])).toEqual([
      ['admin', 'works'],
      ['ci-deploy', 'denied'],
    ]);
    expect(rows[0]?.why).toBe('2 statements allow it, guarded by aws:PrincipalArn');
  });

  it('may cross when it was not read', () => {
    expect(rowsFor(trust({ AWS: PEOPLE }))).toMatchObject([
      {
        who: { kind: 'account', name: 'People', isOutside: false },
        deck: 'untested',
        verb: 'may become',
        why: 'People was not read: it is not connected',
      },
    ]);
  });
});

describe('somebody outside', () => {
  it('crosses when it sends the external ID: what its own policies say is not ours to read', () => {
    const vendor = trust(
      { AWS: LUMEN },
      { Condition: { StringEquals: { 'sts:ExternalId': 'lum-7Q4c' } } },
    );
    expect(rowsFor(vendor)).toMatchObject([
      {
        who: { kind: 'account', isOutside: true, name: 'account 9999 0000 1111' },
        deck: 'conditional',
        verb: 'can become …, if',
        why: 'if the request names external ID lum-7Q4c',
        conditionKeys: ['sts:ExternalId'],
        isOutside: true,
      },
    ]);
  });

  it('crosses freely when nothing is asked of it', () => {
    const [row] = rowsFor(trust({ AWS: arnOf(LUMEN, 'role/audit') }));
    expect(row).toMatchObject({ who: { kind: 'role', isOutside: true }, deck: 'works' });
  });

  it('that must be called in a certain way is a condition, not a denial', () => {
    const named = { ArnLike: { 'aws:PrincipalArn': arnOf(LUMEN, 'role/audit-*') } };
    const [row] = rowsFor(trust({ AWS: LUMEN }, { Condition: named }));
    expect(row).toMatchObject({
      deck: 'conditional',
      conditionKeys: ['aws:PrincipalArn'],
    });
    expect(row?.why).toContain('role/audit-*');
  });
});

describe('guards and denials', () => {
  it('MFA makes a crossing conditional', () => {
    const guard = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const anna = user(PROD, 'anna', mayBecome(DEPLOY));
    const deploy = role(PROD, 'deploy', trust({ AWS: PROD }, guard));
    const world = factsOf({ [PROD]: account([deploy], { UserDetailList: [anna] }) });
    expect(crossingsOf(world)).toMatchObject([
      {
        who: { kind: 'user', name: 'anna' },
        deck: 'conditional',
        why: 'if MFA is present',
      },
    ]);
  });

  it('an SCP that denies is named', () => {
    const jenkins = role(TOOLING, 'old-jenkins', ec2, mayBecome(DEPLOY));
    const scps = {
      'deny-legacy-ci': document({
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/old-*' } },
      }),
    };
    expect(rowsFor(trust({ AWS: TOOLING }), [jenkins], scps)).toMatchObject([
      { deck: 'denied', why: 'SCP deny-legacy-ci says no', halves: 'both' },
    ]);
  });
});

describe('the list as a whole', () => {
  it('gives a pair the same id in every reading', () => {
    const who = { kind: 'role', arn: ciDeploy.Arn } as const;
    const [row] = rowsFor(trust({ AWS: ciDeploy.Arn }), [ciDeploy]);
    expect(row?.id).toBe(crossingId(who, DEPLOY));
    expect(crossingId(who, DEPLOY)).not.toBe(crossingId(who, `${DEPLOY}2`));
  });

  it('finds exactly those whom asking everybody finds', () => {
    const names = ['a', 'b', 'c', 'd'];
    const all = [TOOLING, PROD].flatMap((accountId) =>
      names.map((name) => ({ accountId, name })),
    );
    const rolesOf = (accountId: string): RoleDetail[] =>
      names.map((name, index) =>
        role(
          accountId,
          name,
          [
            trust('*'),
            trust({ AWS: TOOLING }),
            trust({ AWS: [arnOf(PROD, 'role/a'), PROD] }),
            ec2,
          ][index],
          [
            mayBecome('*'),
            mayBecome(`arn:aws:iam::*:role/${name}`),
            null,
            mayBecome(arnOf(PROD, 'role/d')),
          ][index],
        ),
      );
    const world = factsOf({
      [TOOLING]: account(rolesOf(TOOLING)),
      [PROD]: account(rolesOf(PROD)),
    });
    const found = crossingsOf(world)
      .filter((row) => row.who.kind === 'role' && row.deck !== 'denied')
      .map((row) => `${row.who.arn} ${row.role.arn}`);
    const asked = all.flatMap((asker) =>
      all.flatMap((target) => {
        const arn = arnOf(asker.accountId, `role/${asker.name}`);
        const roleArn = arnOf(target.accountId, `role/${target.name}`);
        const question = askAssume({ kind: 'role', arn }, roleArn);
        const isAllowed = question && evaluate(world, question).decision !== 'deny';
        return isAllowed && arn !== roleArn ? [`${arn} ${roleArn}`] : [];
      }),
    );
    expect(asked.length).toBeGreaterThan(10);
    // Same-account principals that a public trust lets in are covered by the row for everyone.
    const everyoneRoles = new Set([arnOf(TOOLING, 'role/a'), arnOf(PROD, 'role/a')]);
    const isCoveredByEveryone = (pair: string) =>
      everyoneRoles.has(pair.split(' ')[1] ?? '');
    expect(new Set(found.filter((pair) => !isCoveredByEveryone(pair)))).toEqual(
      new Set(asked.filter((pair) => !isCoveredByEveryone(pair))),
    );
    expect(found.filter((pair) => !asked.includes(pair))).toEqual([]);
  });
});
