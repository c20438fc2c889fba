import type { BankView } from '@/lib/core/views';
import type { StoredAccount } from '@/lib/ports';
import { type FoundBucket, resolveBucket } from '../fields/bucket';
import { keyOfBucket } from '../fields/bucket-key';
import {
  type Field,
  type FieldNotes,
  noteFields,
  right,
  rightOf,
  wrong,
} from '../fields/field';
import { resolvePrefix } from '../fields/prefix';
import { type RoleFields, resolveRole, roleValuesOf } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS, suggestRoleName } from '../fields/role';
import type { Who } from '../fields/who';
import { resolveWorkload, type Workload, workloadRoleArn } from '../fields/workload';
import { proveWorkload } from '../proof/prove-workload';
import { bank, bankOfBucket, foundOf } from '../say/banks';
import { sayUnconnected } from '../say/by-owner';
import { sayPartitions } from '../say/partitions';
import type { DraftFieldName, DraftFields } from '../schema';
import { connectedAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';
import { partyOfRole, workloadAccess } from './workload-access';
import type { WorkloadRequest } from './workload-request';

/**
 * What runs in one account uses a bucket of another as itself: its role, the bucket's policy and
 * the policy of the bucket's key have to agree.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html
 */
export const workloadBucket: Recipe = { resolve: resolveIt, prove: proveWorkload };

type Resolved = RoleFields & {
  who: Field<Who | null>;
  trustedAccount: Field<StoredAccount | null>;
  bucket: Field<FoundBucket>;
  prefix: Field<string | null>;
  access: Field<WorkloadRequest['access']>;
};

const NEEDED = ['who', 'trustedAccount', 'bucket'] as const;

async function resolveIt(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const resolved = await resolveFields(deps, fields, world, now);
  const notes = noteFields(resolved);
  const bucket = rightOf(resolved.bucket);
  const workload = workloadOf(resolved);
  const keyArn = bucket && noteKey(notes, bucket, world);
  if (workload && bucket) compareSides(notes, workload, bucket);
  const missing = NEEDED.filter((name) => resolved[name].state === 'empty');
  const isComplete = missing.length === 0 && Object.keys(notes.errors).length === 0;
  const left = leftBank(resolved, workload);
  return {
    ...notes,
    missing,
    reviewOn: rightOf(resolved.reviewOn),
    known: knownOf(resolved, fields, world),
    banks: {
      left,
      right: bucket ? bankOfBucket(bucket) : bank('trusting', 'To what?', 'owns'),
    },
    ask: askFor(missing),
    access:
      isComplete && workload && bucket
        ? workloadAccess(
            requestOf(fields, resolved, workload, bucket, keyArn),
            workload,
            bucket,
          )
        : null,
  };
}

async function resolveFields(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const bucket = await resolveBucket(fields.bucket, world, (name) =>
    deps.search.findBucket(world.workspaceId, name),
  );
  const found = rightOf(bucket);
  const side = resolveWorkload(fields, world);
  const isNew = fields.workload !== 'existing';
  const role = resolveRole(fields, {
    world,
    accountId: rightOf(side.trustedAccount)?.id ?? null,
    suggested: suggestRoleName(found?.name ?? null, fields.access),
    now,
    reviewAfterDays: REVIEW_AFTER_DAYS,
  });
  return {
    ...side,
    bucket,
    prefix: resolvePrefix(fields.prefix || (found?.keys ?? '')),
    access: resolveAccess(fields),
    ...role,
    roleName: isNew ? role.roleName : right(rightOf(side.who)?.name ?? ''),
  };
}

const NO_LIST =
  'Without s3:ListBucket the workload cannot list (aws s3 ls fails), and an object that is missing looks like a refusal. Pick both to let it list and read.';

function resolveAccess({ access }: DraftFields): Field<WorkloadRequest['access']> {
  if (access === 'custom')
    return wrong('Pick read, write or both: three policies have to agree on it here.');
  return right(access, access === 'write' ? NO_LIST : null);
}

/** Puts what is to be said of the key at the bucket. */
function noteKey(
  { errors, warnings }: FieldNotes,
  bucket: FoundBucket,
  world: KnownWorld,
): string | null {
  const key = keyOfBucket(bucket, world);
  if (!key.ok) {
    errors.bucket = key.message;
    return null;
  }
  if (key.warning) warnings.bucket = key.warning;
  if (bucket.settings?.ObjectOwnership === 'ObjectWriter')
    warnings.bucket = `What the workload writes would belong to the workload’s account: access lists are on in ${bucket.name}. Set its object ownership to bucket owner enforced.`;
  return key.keyArn;
}

function compareSides(
  { errors, warnings }: FieldNotes,
  { account }: Workload,
  bucket: FoundBucket,
): void {
  // An owner is handed a half by the role that is to be taken: there is none here.
  if (!account.connection) {
    errors.who = sayUnconnected(account);
    delete warnings.who;
  }
  if (!bucket.account.connection) {
    errors.bucket = sayUnconnected(bucket.account);
    delete warnings.bucket;
  }
  const partitions = sayPartitions(account, bucket.account);
  if (partitions) errors.bucket = partitions;
  if (account.id === bucket.account.id)
    warnings.bucket = `${bucket.name} and the workload are both in ${account.name}. A policy on the role would do; go on only if the bucket’s policy is to name it too.`;
}

function workloadOf({ who, trustedAccount }: Resolved): Workload | null {
  const account = rightOf(trustedAccount);
  return account && { account, role: rightOf(who) };
}

function requestOf(
  fields: DraftFields,
  resolved: Resolved,
  workload: Workload,
  bucket: FoundBucket,
  keyArn: string | null,
): WorkloadRequest {
  const { roleName, description, sessionSeconds } = roleValuesOf(resolved);
  const { workload: service } = fields;
  const arn = workloadRoleArn(workload, roleName);
  return {
    partition: bucket.account.partition,
    who: { kind: 'role', arn, name: roleName, accountId: workload.account.id },
    newRole: service === 'existing' ? null : { service, description, sessionSeconds },
    trustingAccountId: bucket.account.id,
    roleName,
    guards: [],
    bucket: bucket.name,
    keys: rightOf(resolved.prefix),
    access: rightOf(resolved.access) ?? 'both',
    customPolicy: null,
    region: bucket.region,
    keyArn,
  };
}

function knownOf(
  resolved: Resolved,
  fields: DraftFields,
  world: KnownWorld,
): ResolvedDraft['known'] {
  const bucket = rightOf(resolved.bucket);
  const who = rightOf(resolved.who);
  return {
    who: who && partyOfRole(who.arn, who.account.name),
    whoCount: null,
    found: bucket && foundOf(bucket),
    choices: { accounts: connectedAccounts(world), vendors: [], providers: [] },
    suggestedRoleName: suggestRoleName(bucket?.name ?? null, fields.access),
    cleaned: [],
    guards: [],
  };
}

function leftBank(resolved: Resolved, workload: Workload | null): BankView {
  if (!workload) return bank('trusted', 'Which workload?', 'borrows');
  const { id, name, isProduction } = workload.account;
  const title = rightOf(resolved.roleName) || name;
  return { ...bank('trusted', title, name), accountId: id, isProduction };
}

const ASKS: [DraftFieldName, string][] = [
  ['who', 'Say which role the workload runs as.'],
  ['trustedAccount', 'Say in which account the workload runs.'],
  ['bucket', 'Say to what.'],
];

const askFor = (missing: DraftFieldName[]): string =>
  ASKS.find(([name]) => missing.includes(name))?.[1] ?? '';
