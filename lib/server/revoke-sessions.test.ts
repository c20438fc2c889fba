import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { RoleArn } from '@/lib/core/ids';
import { issueCredentials } from '@/lib/credentials/issue-credentials';
import { DENIAL_POLICY } from '@/lib/credentials/revoke/denial-policy';
import { restore } from '@/lib/credentials/revoke/restore';
import { revoke } from '@/lib/credentials/revoke/revoke';
import { sweepRevocations } from '@/lib/credentials/revoke/sweep-revocations';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { clientsOf, codeOf } from '@/lib/practice/test-practice';
import { CONTROL_TOKEN, DATA, worked } from './test-aws';
import { useSetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const world = useSetupWorld();
const roleArn = RoleArn.parse(`arn:aws:iam::${DATA}:role/data-writer`);
const policy = { RoleName: 'data-writer', PolicyName: DENIAL_POLICY };

beforeAll(async () => {
  const { deps, actor } = world();
  await deps.people.addMember(actor.workspaceId, actor.userId, 'viewer');
  await refreshVendableRoles(deps, actor.workspaceId);
});

afterEach(async () => {
  const { deps, actor } = world();
  // By hand alone would not do: what stands by the console's journal comes back.
  const open = await deps.revocations.listOpen(actor.workspaceId);
  for (const { id } of open) worked(await restore(deps, actor, { revocationId: id }));
  const { iam } = await world().practice.admin(DATA);
  await codeOf(iam.send(new DeleteRolePolicyCommand(policy)));
});

/** A live session and what S3 says to it. */
async function take() {
  const { deps, actor, practice } = world();
  const { url } = practice;
  const withPractice = { ...deps, env: { practice: { url } } };
  const keys = worked(
    await issueCredentials(withPractice, actor, { roleArn, durationSeconds: 3600 }),
  );
  return { keys, sessionId: keys.sessionId ?? '', answer: () => listWith(keys) };
}

const listWith = (keys: IssuedCredentials) =>
  codeOf(
    clientsOf(world().practice.url, keys).s3.send(
      new ListObjectsV2Command({ Bucket: 'app-logs' }),
    ),
  );

async function liveNames(): Promise<string[]> {
  const { deps, actor } = world();
  const live = await deps.issues.listLive(actor.workspaceId, actor.userId, new Date());
  return live.map(({ sessionName }) => sessionName);
}

async function document(): Promise<string | null> {
  const { iam } = await world().practice.admin(DATA);
  const answer = await iam.send(new GetRolePolicyCommand(policy)).catch(() => null);
  return answer && decodeURIComponent(answer.PolicyDocument ?? '');
}

/** The way to AWS by a clock of its own: sessions kept from before have ended. */
const awsAt = (now: () => Date) => {
  const { url } = world().practice;
  return createAws({
    practice: { url, controlToken: CONTROL_TOKEN },
    awsEndpoint: null,
    now,
  });
};

const sidsOf = (text: string | null): string[] =>
  (JSON.parse(text ?? '{"Statement":[]}').Statement as { Sid: string }[]).map(
    ({ Sid }) => Sid,
  );

describe('one session', () => {
  it('3.15: loses its access while another one on the same role keeps it', async () => {
    const { deps, actor } = world();
    const [mine, other] = [await take(), await take()];
    expect([await mine.answer(), await other.answer()]).toEqual(['ok', 'ok']);
    const { sessionId } = mine;
    const view = worked(await revoke(deps, actor, { scope: 'session', sessionId }));
    expect(view).toMatchObject({
      scope: 'session',
      state: 'standing',
      sessionName: mine.keys.sessionName,
      proof: { method: 'denied-call', holds: true },
    });
    expect([await mine.answer(), await other.answer()]).toEqual(['AccessDenied', 'ok']);
    expect(await liveNames()).not.toContain(mine.keys.sessionName);
    expect(await liveNames()).toContain(other.keys.sessionName);
    expect(await revoke(deps, actor, { scope: 'session', sessionId })).toMatchObject({
      ok: false,
      error: { kind: 'already_so' },
    });
  });

  it('comes back when the revocation is taken back, and the role is as it was', async () => {
    const { deps, actor } = world();
    const { sessionId, answer, keys } = await take();
    const { id } = worked(await revoke(deps, actor, { scope: 'session', sessionId }));
    expect(await answer()).toBe('AccessDenied');
    const view = worked(await restore(deps, actor, { revocationId: id }));
    expect(view.state).toBe('removed');
    expect(await answer()).toBe('ok');
    expect(await document()).toBeNull();
    expect(await liveNames()).toContain(keys.sessionName);
    expect(await restore(deps, actor, { revocationId: id })).toMatchObject({
      ok: false,
      error: { kind: 'already_so' },
    });
  });

  it('stays revoked while a denial of the whole role meets it as well', async () => {
    const { deps, actor } = world();
    const { sessionId, answer, keys } = await take();
    const { id } = worked(await revoke(deps, actor, { scope: 'session', sessionId }));
    const whole = worked(await revoke(deps, actor, { scope: 'role', roleArn }));
    worked(await restore(deps, actor, { revocationId: id }));
    expect(await answer()).toBe('AccessDenied');
    expect(await liveNames()).not.toContain(keys.sessionName);
    worked(await restore(deps, actor, { revocationId: whole.id }));
    expect(await answer()).toBe('ok');
    expect(await liveNames()).toContain(keys.sessionName);
  });

  it('is denied until its own end and no longer, and the sweep takes the denial away', async () => {
    const { deps, actor, practice } = world();
    const { sessionId } = await take();
    const { endsAt, id } = worked(
      await revoke(deps, actor, { scope: 'session', sessionId }),
    );
    const log = { error: () => undefined };
    await sweepRevocations({ ...deps, log });
    expect(sidsOf(await document())).toHaveLength(1);
    // The practice accounts and the console look at the same time, an hour and more later.
    await practice.control('POST', '/clock', { set: endsAt });
    const now = () => new Date(endsAt);
    const later = { ...deps, aws: awsAt(now), clock: { ...deps.clock, now }, log };
    await sweepRevocations(later);
    await practice.control('POST', '/clock', { set: new Date().toISOString() });
    expect(await document()).toBeNull();
    expect(await deps.revocations.find(actor.workspaceId, id)).toMatchObject({
      state: 'removed',
      removedByName: null,
    });
  });
});

describe('a whole role', () => {
  it('loses every session that began before, and gives new ones', async () => {
    const { deps, actor, practice } = world();
    const [one, two] = [await take(), await take()];
    const view = worked(await revoke(deps, actor, { scope: 'role', roleArn }));
    expect(view).toMatchObject({
      scope: 'role',
      proof: { method: 'engine', holds: true },
    });
    expect([await one.answer(), await two.answer()]).toEqual([
      'AccessDenied',
      'AccessDenied',
    ]);
    expect(await liveNames()).toEqual([]);
    await practice.control('POST', '/clock', { advanceSeconds: 10 });
    const fresh = await take();
    expect(await fresh.answer()).toBe('ok');
    worked(await restore(deps, actor, { revocationId: view.id }));
    expect(await one.answer()).toBe('ok');
    await practice.control('POST', '/clock', { set: new Date().toISOString() });
  });

  it('is for those who administer sessions, and so is another person’s session', async () => {
    const { deps, actor } = world();
    const viewer = { ...actor, role: 'viewer' } as const;
    const { sessionId, answer } = await take();
    expect(await revoke(deps, viewer, { scope: 'role', roleArn })).toMatchObject({
      error: { kind: 'forbidden' },
    });
    const stranger = { ...viewer, userId: 'somebody' as typeof actor.userId };
    const asked = { scope: 'session', sessionId } as const;
    expect(await revoke(deps, stranger, asked)).toMatchObject({
      error: { kind: 'not_found' },
    });
    expect(await answer()).toBe('ok');
    expect(await revoke(deps, viewer, asked)).toMatchObject({ ok: true });
    expect(await answer()).toBe('AccessDenied');
  });
});

describe('the policy that revocations share', () => {
  it('loses none of several that come at once', async () => {
    const { deps, actor } = world();
    const sessions = [await take(), await take(), await take()];
    const views = await Promise.all(
      sessions.map(({ sessionId }) =>
        revoke(deps, actor, { scope: 'session', sessionId }),
      ),
    );
    expect(views.every(({ ok }) => ok)).toBe(true);
    expect(sidsOf(await document())).toHaveLength(3);
    for (const { answer } of sessions) expect(await answer()).toBe('AccessDenied');
    const [first] = views.map(worked);
    worked(await restore(deps, actor, { revocationId: first?.id ?? '' }));
    expect(sidsOf(await document())).toHaveLength(2);
    expect(await sessions[0]?.answer()).toBe('ok');
    expect(await sessions[1]?.answer()).toBe('AccessDenied');
  });

  it('gets back a denial that was taken out by hand, with the next one', async () => {
    const { deps, actor, practice } = world();
    const { iam } = await practice.admin(DATA);
    const [one, two] = [await take(), await take()];
    const { sessionId } = one;
    worked(await revoke(deps, actor, { scope: 'session', sessionId }));
    await iam.send(new DeleteRolePolicyCommand(policy));
    expect(await one.answer()).toBe('ok');
    const next = { scope: 'session', sessionId: two.sessionId } as const;
    worked(await revoke(deps, actor, next));
    expect([await one.answer(), await two.answer()]).toEqual([
      'AccessDenied',
      'AccessDenied',
    ]);
  });

  it('keeps what somebody else wrote there, and gets back its very text', async () => {
    const { deps, actor, practice } = world();
    const { iam } = await practice.admin(DATA);
    const theirs = `{\n  "Version": "2012-10-17",\n  "Statement": { "Sid": "Theirs", "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*" }\n}`;
    await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: theirs }));
    const [one, two] = [await take(), await take()];
    const asked = [one, two].map(({ sessionId }) => ({
      scope: 'session' as const,
      sessionId,
    }));
    const ids: string[] = [];
    for (const ask of asked) ids.push(worked(await revoke(deps, actor, ask)).id);
    expect(sidsOf(await document())[0]).toBe('Theirs');
    for (const revocationId of ids) worked(await restore(deps, actor, { revocationId }));
    expect(await document()).toBe(theirs);
  });
});
