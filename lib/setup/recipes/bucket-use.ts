import type { BankView } from '@/lib/core/views';
import { type FoundBucket, resolveBucket } from '../fields/bucket';
import { type Field, noteFields, right, rightOf, wrong } from '../fields/field';
import { mayTellBucket } from '../fields/may-tell-bucket';
import { resolvePrefix } from '../fields/prefix';
import { type RoleFields, resolveRole, roleValuesOf } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS, suggestRoleName } from '../fields/role';
import { callerArn, type Workload } from '../fields/workload';
import type { GuardKnown } from '../guards/guard-kind';
import { offerGuards } from '../guards/offer-guards';
import { type Guards, resolveGuards } from '../guards/resolve-guards';
import { bank, bankOfBucket, foundOf, unknownIn } from '../say/banks';
import type { DraftFields } from '../schema';
import { ownersAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import type { BucketCaller, CallerFields } from './bucket-caller';
import { type Asks, isComplete, missingIn, sayMissing } from './missing';
import { noteSides, type Sides } from './note-sides';
import { askerOf, bankOfWho, partyOfWho } from './own-who';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';
import { workloadAccess } from './workload-access';
import type { NewWorkloadRole, WorkloadRequest } from './workload-request';

type Resolved = RoleFields &
  CallerFields & {
    service: NewWorkloadRole['service'] | null;
    bucket: Field<FoundBucket>;
    prefix: Field<string | null>;
    access: Field<WorkloadRequest['access']>;
    guards: Guards;
  };

/** How a recipe reads its fields whose caller uses the bucket without becoming another role. */
export const bucketUse =
  (caller: BucketCaller): Recipe['resolve'] =>
  async (deps, fields, world, now) => {
    const resolved = await resolveFields(caller, deps, fields, world, now);
    const { service, guards, ...ofFields } = resolved;
    const notes = noteFields({ ...ofFields, ...guards.fields });
    const sides = sidesOf(resolved);
    const keyArn = noteSides(notes, caller, sides, fields, world);
    const asks: Asks = [...caller.asks, ['bucket', 'Say to what.']];
    const missing = [...missingIn(asks, ofFields), ...guards.missing];
    const { bucket } = sides;
    return {
      ...notes,
      missing,
      reviewOn: rightOf(resolved.reviewOn),
      known: knownOf(resolved, fields, world, keyArn),
      banks: {
        left: leftBank(caller, resolved, sides.workload),
        right: bucket ? bankOfBucket(bucket) : bank('trusting', 'To what?', 'owns'),
      },
      ask: sayMissing(asks, missing),
      access: isComplete(notes, missing) ? accessOf(resolved, sides, keyArn) : null,
    };
  };

async function resolveFields(
  caller: BucketCaller,
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const bucket = await resolveBucket(
    fields.bucket,
    world,
    (name) => deps.search.findBucket(world.workspaceId, name),
    mayTellBucket(fields),
  );
  const found = rightOf(bucket);
  const side = caller.resolve(fields, world);
  const service = caller.serviceOf(fields);
  // What is typed for a new role says nothing of one that is there.
  const ofRole = service === null ? { ...fields, ...NO_ROLE } : fields;
  const role = resolveRole(ofRole, {
    world,
    accountId: rightOf(side.trustedAccount)?.id ?? null,
    suggested: suggestRoleName(found?.name ?? null, fields.access),
    now,
    reviewAfterDays: REVIEW_AFTER_DAYS,
  });
  return {
    ...side,
    service,
    bucket,
    prefix: resolvePrefix(fields.prefix || (found?.keys ?? '')),
    access: resolveAccess(fields, caller),
    ...role,
    roleName: service === null ? right(rightOf(side.who)?.name ?? '') : role.roleName,
    guards: resolveGuards(
      offerGuards(fields).offered,
      fields,
      { world, now, who: askerIn(side, rightOf(role.roleName)) },
      'use',
    ),
  };
}

/** Whoever calls: one that is there, or the role that is still to be made. */
function askerIn(
  { who, trustedAccount }: CallerFields,
  roleName: string | null,
): GuardKnown['who'] {
  const found = rightOf(who);
  if (found) return askerOf(found);
  const account = rightOf(trustedAccount);
  return (
    account && {
      kind: 'role',
      name: roleName ?? '',
      accountId: account.id,
      accountName: account.name,
    }
  );
}

const NO_ROLE = { roleName: '', description: '', sessionSeconds: '3600', tags: '' };

function resolveAccess(
  { access }: DraftFields,
  { noun }: BucketCaller,
): Field<WorkloadRequest['access']> {
  if (access === 'custom')
    return wrong(
      'Pick read, write, both or all: three policies have to agree on it here.',
    );
  const noList = `Without s3:ListBucket ${noun} cannot list (aws s3 ls fails), and an object that is missing looks like a refusal. Pick both to let it list and read.`;
  return right(access, access === 'write' ? noList : null);
}

function sidesOf({ who, trustedAccount, bucket }: Resolved): Sides {
  const account = rightOf(trustedAccount);
  return {
    workload: account && { account, caller: rightOf(who) },
    bucket: rightOf(bucket),
  };
}

const accessOf = (
  resolved: Resolved,
  { workload, bucket }: Sides,
  keyArn: string | null,
): ResolvedDraft['access'] =>
  workload && bucket
    ? workloadAccess(requestOf(resolved, workload, bucket, keyArn), workload, bucket)
    : null;

function requestOf(
  resolved: Resolved,
  workload: Workload,
  bucket: FoundBucket,
  keyArn: string | null,
): WorkloadRequest {
  const { roleName, ...ofRole } = roleValuesOf(resolved);
  const { service } = resolved;
  const { caller } = workload;
  const { id: accountId, partition } = workload.account;
  const use = {
    partition: bucket.account.partition,
    trustingAccountId: bucket.account.id,
    roleName,
    guards: resolved.guards.chosen,
    bucket: bucket.name,
    keys: rightOf(resolved.prefix),
    access: rightOf(resolved.access) ?? 'both',
    customPolicy: null,
    region: bucket.region,
    keyArn,
  };
  if (caller?.kind === 'account')
    return {
      ...use,
      who: null,
      newRole: null,
      trusted: { kind: 'account', partition, accountId },
    };
  const kind = caller?.kind ?? 'role';
  return {
    ...use,
    who: { kind, arn: callerArn(workload, roleName), name: roleName, accountId },
    newRole: service && { service, ...ofRole },
  };
}

function knownOf(
  resolved: Resolved,
  fields: DraftFields,
  world: KnownWorld,
  keyArn: string | null,
): ResolvedDraft['known'] {
  const bucket = rightOf(resolved.bucket);
  const who = rightOf(resolved.who);
  return {
    who: who && partyOfWho(who),
    whoCount: null,
    found: bucket && withKey(foundOf(bucket), keyArn),
    ...unknownIn(resolved.bucket, fields.bucket),
    choices: { accounts: ownersAccounts(world), vendors: [], providers: [] },
    suggestedRoleName: suggestRoleName(bucket?.name ?? null, fields.access),
    cleaned: [],
    guards: resolved.guards.said,
  };
}

const BOTH_SIDES_OF_KEY =
  'Between accounts both sides have to allow the key: the plan adds one statement to its policy, keeps every other, and gives the caller’s own policy the key’s actions as well.';

/** What a key asks for, where it is met: neither policy alone lets anybody use it. */
const withKey = <Found extends { facts: string[] }>(
  found: Found,
  keyArn: string | null,
): Found => (keyArn ? { ...found, facts: [...found.facts, BOTH_SIDES_OF_KEY] } : found);

function leftBank(
  { question }: BucketCaller,
  resolved: Resolved,
  workload: Workload | null,
): BankView {
  if (!workload) return bank('trusted', question, 'borrows');
  if (workload.caller?.kind === 'account') return bankOfWho(workload.caller);
  const { id, name, isProduction } = workload.account;
  const title = rightOf(resolved.roleName) || name;
  return { ...bank('trusted', title, name), accountId: id, isProduction };
}
