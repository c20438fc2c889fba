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
import { callerArn, type Workload } from '../fields/workload';
import { bank, bankOfBucket, foundOf } from '../say/banks';
import { sayPartitions } from '../say/partitions';
import type { DraftFieldName, DraftFields } from '../schema';
import { connectedAccounts } from '../world/connected-accounts';
import type { KnownWorld } from '../world/load-world';
import { partyOfWho } from './own-who';
import type { Recipe, ResolveDeps, ResolvedDraft } from './recipe';
import { workloadAccess } from './workload-access';
import type { NewWorkloadRole, WorkloadRequest } from './workload-request';

type CallerFields = {
  who: Field<Who | null>;
  trustedAccount: Field<StoredAccount | null>;
};

/** Who calls S3 as itself: where it is found, and how it is spoken of. */
export type BucketCaller = {
  resolve(fields: DraftFields, world: KnownWorld): CallerFields;
  /** The service whose new role calls; null for a principal that is there. */
  serviceOf(fields: DraftFields): NewWorkloadRole['service'] | null;
  /** `the workload` */
  noun: string;
  /** What the picture asks while nobody was named. */
  question: string;
  /** What it asks for, of what can still be missing. */
  asks: Partial<Record<'who' | 'trustedAccount', string>>;
  /** Advice on a bucket that was found. */
  advise?: (bucket: FoundBucket, who: Who | null) => string | null;
};

type Resolved = RoleFields &
  CallerFields & {
    service: NewWorkloadRole['service'] | null;
    bucket: Field<FoundBucket>;
    prefix: Field<string | null>;
    access: Field<WorkloadRequest['access']>;
  };

const NEEDED = ['who', 'trustedAccount', 'bucket'] as const;

/** How a recipe reads its fields whose caller uses the bucket without becoming another role. */
export const bucketUse =
  (caller: BucketCaller): Recipe['resolve'] =>
  async (deps, fields, world, now) => {
    const resolved = await resolveFields(caller, deps, fields, world, now);
    const { service, ...ofFields } = resolved;
    const notes = noteFields(ofFields);
    const sides = sidesOf(resolved);
    const keyArn = noteSides(notes, caller, sides, world);
    const missing = NEEDED.filter((name) => resolved[name].state === 'empty');
    const isComplete = missing.length === 0 && Object.keys(notes.errors).length === 0;
    const { bucket } = sides;
    return {
      ...notes,
      missing,
      reviewOn: rightOf(resolved.reviewOn),
      known: knownOf(resolved, fields, world),
      banks: {
        left: leftBank(caller, resolved, sides.workload),
        right: bucket ? bankOfBucket(bucket) : bank('trusting', 'To what?', 'owns'),
      },
      ask: askFor(caller, missing),
      access: isComplete ? accessOf(resolved, sides, keyArn) : null,
    };
  };

async function resolveFields(
  caller: BucketCaller,
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const bucket = await resolveBucket(fields.bucket, world, (name) =>
    deps.search.findBucket(world.workspaceId, name),
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
  };
}

const NO_ROLE = { roleName: '', description: '', sessionSeconds: '3600' };

function resolveAccess(
  { access }: DraftFields,
  { noun }: BucketCaller,
): Field<WorkloadRequest['access']> {
  if (access === 'custom')
    return wrong('Pick read, write or both: three policies have to agree on it here.');
  const noList = `Without s3:ListBucket ${noun} cannot list (aws s3 ls fails), and an object that is missing looks like a refusal. Pick both to let it list and read.`;
  return right(access, access === 'write' ? noList : null);
}

function warn({ warnings }: FieldNotes, text: string | null): void {
  if (text) warnings.bucket = warnings.bucket ? `${warnings.bucket} ${text}` : text;
}

/** Puts what is to be said of the key at the bucket. */
function noteKey(
  notes: FieldNotes,
  { noun }: BucketCaller,
  bucket: FoundBucket,
  world: KnownWorld,
): string | null {
  const key = keyOfBucket(bucket, world);
  if (!key.ok) {
    notes.errors.bucket = key.message;
    return null;
  }
  warn(notes, key.warning);
  if (bucket.settings?.ObjectOwnership === 'ObjectWriter')
    warn(
      notes,
      `What ${noun} writes would belong to its own account: access lists are on in ${bucket.name}. Set its object ownership to bucket owner enforced.`,
    );
  return key.keyArn;
}

function compareSides(
  notes: FieldNotes,
  { noun }: BucketCaller,
  { account }: Workload,
  bucket: FoundBucket,
): void {
  if (!account.connection) notes.errors.who = sayUnconnected(account);
  if (!bucket.account.connection) notes.errors.bucket = sayUnconnected(bucket.account);
  const partitions = sayPartitions(account, bucket.account);
  if (partitions) notes.errors.bucket = partitions;
  if (account.id === bucket.account.id)
    warn(
      notes,
      `${bucket.name} and ${noun} are both in ${account.name}. A policy of its own would do; go on only if the bucket’s policy is to name it too.`,
    );
}

/** An owner's half is proven by a role that is taken, and here none is. */
const sayUnconnected = ({ name }: StoredAccount): string =>
  `${name} has no connection, and this recipe writes and tests both halves from here. Connect it in Settings, Accounts, or share the bucket by role: then its owner can run a half.`;

type Sides = { workload: Workload | null; bucket: FoundBucket | null };

function sidesOf({ who, trustedAccount, bucket }: Resolved): Sides {
  const account = rightOf(trustedAccount);
  return {
    workload: account && { account, caller: rightOf(who) },
    bucket: rightOf(bucket),
  };
}

/** Says what the bucket tells of itself, and of both sides together. */
function noteSides(
  notes: FieldNotes,
  caller: BucketCaller,
  { workload, bucket }: Sides,
  world: KnownWorld,
): string | null {
  if (!bucket) return null;
  const keyArn = noteKey(notes, caller, bucket, world);
  warn(notes, caller.advise?.(bucket, workload?.caller ?? null) ?? null);
  if (workload) compareSides(notes, caller, workload, bucket);
  return keyArn;
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
  const { roleName, description, sessionSeconds } = roleValuesOf(resolved);
  const { service } = resolved;
  const arn = callerArn(workload, roleName);
  const kind = workload.caller?.kind ?? 'role';
  return {
    partition: bucket.account.partition,
    who: { kind, arn, name: roleName, accountId: workload.account.id },
    newRole: service && { service, description, sessionSeconds },
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
    who: who && partyOfWho(who),
    whoCount: null,
    found: bucket && foundOf(bucket),
    choices: { accounts: connectedAccounts(world), vendors: [], providers: [] },
    suggestedRoleName: suggestRoleName(bucket?.name ?? null, fields.access),
    cleaned: [],
    guards: [],
  };
}

function leftBank(
  { question }: BucketCaller,
  resolved: Resolved,
  workload: Workload | null,
): BankView {
  if (!workload) return bank('trusted', question, 'borrows');
  const { id, name, isProduction } = workload.account;
  const title = rightOf(resolved.roleName) || name;
  return { ...bank('trusted', title, name), accountId: id, isProduction };
}

function askFor({ asks }: BucketCaller, missing: DraftFieldName[]): string {
  const all: Partial<Record<DraftFieldName, string>> = {
    ...asks,
    bucket: 'Say to what.',
  };
  const first = NEEDED.find((name) => missing.includes(name));
  return (first && all[first]) ?? '';
}
