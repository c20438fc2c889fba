import { describe, expect, it } from 'vitest';
import { err } from '@/lib/core/result';
import { issueCredentials } from './issue-credentials';
import {
  actor,
  approved,
  grant,
  now,
  offered,
  practiceHub,
  profileHub,
  refused,
  roleArn,
  world,
} from './test-world';

describe('credentials for a terminal', () => {
  it('are on record before AWS is called and again before they leave', async () => {
    const { deps, events } = world();
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(events).toEqual([
      'credentials.requested intent',
      'sts',
      'credentials.issued ok',
    ]);
    expect(issued).toMatchObject({
      ok: true,
      value: {
        accessKeyId: 'ASIAEXAMPLE',
        sessionName: 'db-mei-k3jx7q2a',
        expiresAt: '2026-11-24T10:00:00.000Z',
      },
    });
  });

  it('carry the name of the person into CloudTrail', async () => {
    const { deps, requests } = world();
    await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(requests).toEqual([
      {
        roleArn,
        sessionName: 'db-mei-k3jx7q2a',
        sourceIdentity: 'db-mei',
        durationSeconds: 900,
      },
    ]);
  });

  it('come by a token of the person where the role trusts the console’s issuer', async () => {
    const { deps, requests, byToken, minted, entries } = world({
      offered: { ...offered, isByToken: true },
    });
    const fourHours = { roleArn, durationSeconds: 14_400 };
    expect(await issueCredentials(deps, actor, fourHours)).toMatchObject({ ok: true });
    expect(minted).toEqual([
      { subject: 'person:mei', sourceIdentity: 'db-mei', tags: null },
    ]);
    expect(byToken).toEqual([
      {
        ...fourHours,
        sessionName: 'db-mei-k3jx7q2a',
        token: 'canary-identity-token',
      },
    ]);
    expect(requests).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });

  it('are not asked for when the issuer signs nothing', async () => {
    const away = { kind: 'unavailable', message: 'The key is sealed.' } as const;
    const { deps, events } = world({
      offered: { ...offered, isByToken: true },
      token: err(away),
    });
    const asked = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(asked).toEqual(err(away));
    expect(events).toEqual(['credentials.refused refused']);
  });

  it('carry no source identity where the trust policy would refuse it', async () => {
    const { deps, requests, issues } = world({
      offered: { ...offered, takesSourceIdentity: false },
    });
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(requests[0]).not.toHaveProperty('sourceIdentity');
    expect(issues[0]).toMatchObject({ sourceIdentity: null });
    expect(issued).toMatchObject({ ok: true, value: { sourceIdentity: null } });
  });

  it.each([
    [true, { 'db-request': 'r1', 'db-ticket': 'OPS-1' }],
    [false, undefined],
  ])(
    'say by which request they were taken, where the role takes tags: %s',
    async (takesTags, tags) => {
      const request = { ...approved, ticket: 'OPS-1' };
      const asked = { ...grant, rule: 'ask' as const, approvals: 1, requests: [request] };
      const { deps, requests, entries } = world({
        offered: { ...offered, takesTags, grants: [asked] },
      });
      await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
      expect(requests[0]?.tags).toEqual(tags);
      expect(entries[0]?.details).toMatchObject({ request: 'r1', ...tags });
    },
  );

  it('are cut down to what was chosen, and the record says to what', async () => {
    const { deps, requests, issues, entries } = world();
    await issueCredentials(deps, actor, {
      roleArn,
      durationSeconds: 900,
      isReadOnly: true,
      fromIp: '203.0.113.7',
    });
    expect(requests[0]).toMatchObject({
      sessionPolicy: expect.stringContaining('203.0.113.7'),
      sessionPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    });
    expect(issues[0]?.limits).toBe('read only, only from 203.0.113.7');
    expect(entries[0]?.sentence).toContain(
      'for a terminal (read only, only from 203.0.113.7).',
    );
  });

  it('leave no secret in the log or in the record of the issue', async () => {
    const { deps, entries, issues } = world();
    await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(entries).toHaveLength(2);
    expect(issues).toHaveLength(1);
    expect(JSON.stringify({ entries, issues })).not.toContain('canary');
    expect(issues[0]).toMatchObject({ use: 'terminal', issuedAt: now, roleArn });
  });

  it('are not asked for without a grant, and the attempt is on record', async () => {
    const { deps, events } = world({ offered: null });
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(issued).toEqual(err({ kind: 'not_permitted', roleArn }));
    expect(events).toEqual(['credentials.refused refused']);
  });

  it('stay within the limits of the grant, and no wish widens them', async () => {
    const limited = { ...grant, isReadOnly: true, services: ['s3', 'kms'] };
    const { deps, requests, issues } = world({
      offered: { ...offered, grants: [limited] },
    });
    const wish = { roleArn, durationSeconds: 900, services: ['s3', 'ec2'] as const };
    await issueCredentials(deps, actor, wish);
    expect(requests[0]?.sessionPolicyArns).toHaveLength(1);
    expect(requests[0]?.sessionPolicy).toContain('"NotAction":["s3:*"]');
    expect(issues[0]?.limits).toBe('read only, only S3');
    const outside = await issueCredentials(deps, actor, { ...wish, services: ['ec2'] });
    expect(outside).toMatchObject({
      ok: false,
      error: { kind: 'invalid_input', fields: { services: expect.any(String) } },
    });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['by itself', { endsAt: new Date('2026-11-24T08:59:00Z') }, '08:59', null],
    [
      'by an administrator',
      { endedAt: new Date('2026-11-23T10:00:00Z'), endedByName: 'Ann' },
      '10:00',
      'Ann',
    ],
  ])(
    'are refused after the grant ended %s, and that is said',
    async (_how, change, at, byName) => {
      const { deps, events } = world({ offered: null, ever: [{ ...grant, ...change }] });
      const issued = await issueCredentials(deps, actor, {
        roleArn,
        durationSeconds: 900,
      });
      const endedAt = expect.stringContaining(at);
      expect(issued).toEqual(err({ kind: 'grant_ended', roleArn, endedAt, byName }));
      expect(events).toEqual(['credentials.refused refused']);
    },
  );

  it('are not asked for when the log cannot be written', async () => {
    const { deps, events } = world({ unwritable: 'credentials.requested' });
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(issued).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(events).toEqual([]);
  });

  it('do not leave when the outcome cannot be written', async () => {
    const { deps, issues } = world({ unwritable: 'credentials.issued' });
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(issued).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(issues).toEqual([]);
  });

  it.each([
    ['outcome cannot be written', 'credentials.issued', []],
    ['request was ended meanwhile, which sees the session', 'nothing', [1]],
  ])('do not leave when the %s', async (_why, unwritable, seen) => {
    const asked = { ...grant, rule: 'ask' as const, approvals: 1, requests: [approved] };
    const { deps, issues } = world({
      unwritable,
      offered: { ...offered, grants: [asked] },
    });
    const sessions: number[] = [];
    const change = async () => {
      sessions.push(issues.length);
      return err({ kind: 'conflict', message: 'It was ended.' } as const);
    };
    const issued = await issueCredentials({ ...deps, requests: { change } }, actor, {
      roleArn,
      durationSeconds: 900,
    });
    expect(issued.ok).toBe(false);
    expect(sessions).toEqual(seen);
  });

  it('say that the trust refuses when AWS denies, and record that', async () => {
    const { deps, events, entries } = world({ answer: err(refused) });
    const issued = await issueCredentials(deps, actor, { roleArn, durationSeconds: 900 });
    expect(issued).toMatchObject({
      ok: false,
      error: { kind: 'trust_refused', roleArn },
    });
    expect(events.at(-1)).toBe('credentials.refused refused');
    expect(entries.at(-1)?.sentence).toContain('AWS said AccessDenied.');
  });

  it('3.6: last no longer than the hour AWS gives to a role taken from a role', async () => {
    const { deps, requests } = world();
    const issued = await issueCredentials(deps, actor, {
      roleArn,
      durationSeconds: 43_200,
    });
    expect(issued).toMatchObject({
      ok: false,
      error: { kind: 'duration_too_long', maxSeconds: 3600 },
    });
    expect(issued.ok ? '' : JSON.stringify(issued.error)).toContain(
      'signs in with a role',
    );
    expect(requests).toEqual([]);
  });

  it('4.6: shrink the usual hour to what the grant allows', async () => {
    const { deps, requests } = world({
      offered: { ...offered, grants: [{ ...grant, maxSeconds: 1800 }] },
    });
    await issueCredentials(deps, actor, { roleArn, durationSeconds: 3600 });
    expect(requests[0]?.durationSeconds).toBe(1800);
  });

  it('end with the grant, which says so: a wish for longer is refused', async () => {
    const ending = { ...grant, endsAt: new Date('2026-11-24T09:20:00Z') };
    const { deps, requests } = world({ offered: { ...offered, grants: [ending] } });
    await issueCredentials(deps, actor, { roleArn, durationSeconds: 3600 });
    expect(requests[0]?.durationSeconds).toBe(1200);
    const longer = { roleArn, durationSeconds: 1800 };
    expect(await issueCredentials(deps, actor, longer)).toMatchObject({
      error: {
        kind: 'duration_too_long',
        maxSeconds: 1200,
        cause: 'a session ends with your access, at 20 min.',
      },
    });
  });

  it('are not asked for across partitions, or without a hub', async () => {
    const other = world({ hub: { ...profileHub, partition: 'aws-cn' } });
    expect(
      await issueCredentials(other.deps, actor, { roleArn, durationSeconds: 900 }),
    ).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    const none = world({ hub: null });
    expect(
      await issueCredentials(none.deps, actor, { roleArn, durationSeconds: 900 }),
    ).toEqual(err({ kind: 'no_connection', accountId: '777788889999' }));
    expect([...other.requests, ...none.requests]).toEqual([]);
  });

  it('name the practice endpoint for a practice account and never for a real one', async () => {
    const practice = world({ hub: practiceHub });
    const fake = await issueCredentials(practice.deps, actor, {
      roleArn,
      durationSeconds: 900,
    });
    const real = await issueCredentials(world().deps, actor, {
      roleArn,
      durationSeconds: 900,
    });
    expect(JSON.stringify(fake)).toContain('http://127.0.0.1:4001');
    expect(JSON.stringify(real)).not.toContain('http://127.0.0.1:4001');
  });
});
