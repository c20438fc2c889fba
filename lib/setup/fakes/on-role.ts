import { NO_GUARD } from '@/lib/iam/render/guards/guard';
import { mendTrustStatement, mendUseStatement } from '@/lib/iam/render/mend';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import type { AwsTarget, StoredPlan, StoredStep } from '@/lib/ports';
import { waitingStep } from '../plan/plan-body';
import { writeOf } from '../plan/write-of';
import type { fakeConsole } from './console';
import { DATA, TOOLING } from './inventory';
import { ROLE, ROLE_KEY, withPlan } from './planned';

type World = ReturnType<typeof fakeConsole>;

export const LEE = `arn:aws:iam::${TOOLING}:user/lee`;
export const MAY_USE = `${DATA} role ${ROLE} DrawbridgeMayUse`;
const USE = { action: 's3:ListBucket', resource: 'arn:aws:s3:::other' };

/** A plan of its own that lets the role of a crossing use something more, written. */
export function withUse(world: World, crossing: StoredPlan, id = 'use') {
  const after =
    mergeStatement(null, mendUseStatement({ ...USE, isThroughS3: false })) ?? '';
  const target: AwsTarget = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: ROLE,
    policyName: 'DrawbridgeMayUse',
  };
  world.deps.aws.policies.set(MAY_USE, after);
  const { roleArn } = crossing.body;
  world.deps.plans.rows.set(id, {
    ...laterThan(crossing, id, `${ROLE} may list another bucket`),
    body: { ...crossing.body, bucket: '', whoArn: roleArn, mends: true, mendsUse: USE },
    steps: [doneStep(target, null, after)],
  });
  return withPlan(world, id);
}

/** Lets lee in too, by a statement in the role's trust: it has taken the crossing over. */
export function withLetIn(
  world: World,
  crossing: StoredPlan,
  id = 'let-in',
  whoArn = LEE,
) {
  const role = world.deps.aws.roles.get(ROLE_KEY);
  if (!role) throw new Error('no role');
  const before = role.trust;
  role.trust = mergeStatement(before, mendTrustStatement(whoArn, NO_GUARD)) ?? '';
  const { roleArn } = crossing.body;
  world.deps.plans.rows.set(id, {
    ...laterThan(crossing, id, 'lee may take the role'),
    body: {
      ...crossing.body,
      bucket: '',
      roleArn,
      whoArn,
      mends: true,
      replaces: crossing.id,
    },
    steps: [doneStep({ kind: 'trust', roleName: ROLE }, before, role.trust)],
  });
  Object.assign(world.deps.plans.rows.get(crossing.id) ?? {}, { state: 'replaced' });
  return withPlan(world, id);
}

const laterThan = (crossing: StoredPlan, id: string, title: string): StoredPlan => ({
  ...structuredClone(crossing),
  id,
  title,
  state: 'applied',
  quarantine: null,
  end: null,
  createdAt: new Date(crossing.createdAt.getTime() + 60_000),
});

function doneStep(target: AwsTarget, before: string | null, after: string): StoredStep {
  const step = waitingStep({
    number: 1,
    title: target.kind,
    accountId: DATA,
    side: 'trusting',
    operation: 'Put',
    target,
    write: writeOf(target, after),
    before,
    after,
  });
  return { ...step, state: 'done', doneAt: new Date('2026-11-24T10:00:00Z') };
}
