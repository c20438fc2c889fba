import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { SearchStore } from '@/lib/ports';
import { type FoundBucket, resolveBucket } from './fields/bucket';
import { type CustomPolicy, resolveCustomPolicy } from './fields/custom-policy';
import { resolveExternalId } from './fields/external-id';
import { type Field, type FieldNotes, noteField, right, rightOf } from './fields/field';
import { resolvePrefix } from './fields/prefix';
import {
  type ExistingRole,
  resolveDescription,
  resolveReviewOn,
  resolveRoleName,
  resolveSessionSeconds,
  suggestRoleName,
} from './fields/role';
import { resolveWho, type Who } from './fields/who';
import { ROLE_PATH, type ShareRequest } from './recipes/share-bucket';
import type { DraftFieldName, DraftFields } from './schema';
import type { KnownWorld } from './world/load-world';

export type ResolveDeps = { search: Pick<SearchStore, 'findBucket'> };

/** A draft, understood: what was found, what is wrong, what is missing. */
export type ResolvedDraft = FieldNotes & {
  who: Who | null;
  bucket: FoundBucket | null;
  keys: string | null;
  reviewOn: Date | null;
  missing: DraftFieldName[];
  cleaned: string[];
  suggestedRoleName: string;
  /** Complete and checked; null while anything is missing or wrong. */
  request: ShareRequest | null;
};

type Resolved = {
  who: Field<Who>;
  bucket: Field<FoundBucket>;
  prefix: Field<string | null>;
  externalId: Field<string | null>;
  customPolicy: Field<CustomPolicy | null>;
  roleName: Field<string>;
  description: Field<string>;
  sessionSeconds: Field<number>;
  reviewOn: Field<Date>;
};

const NEEDED = ['who', 'bucket', 'externalId', 'customPolicy'] as const;

/** Reads every field of a draft against the inventory. Nothing is written and AWS is not asked. */
export async function resolveDraft(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const resolved = await resolveFields(deps, fields, world, now);
  const notes: FieldNotes = { errors: {}, warnings: {} };
  for (const [name, field] of Object.entries(resolved))
    noteField(notes, name as keyof Resolved, field); // Object.entries forgets the names' type
  const who = rightOf(resolved.who);
  const bucket = rightOf(resolved.bucket);
  compareSides(notes, fields, who, bucket);
  const missing = NEEDED.filter((name) => resolved[name].state === 'empty');
  const isComplete = missing.length === 0 && Object.keys(notes.errors).length === 0;
  return {
    ...notes,
    who,
    bucket,
    keys: rightOf(resolved.prefix),
    reviewOn: rightOf(resolved.reviewOn),
    missing,
    cleaned: rightOf(resolved.customPolicy)?.cleaned ?? [],
    suggestedRoleName: suggestRoleName(bucket?.name ?? null, fields.access),
    request:
      isComplete && who && bucket ? requestOf(fields, resolved, who, bucket) : null,
  };
}

async function resolveFields(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const { workspaceId } = world;
  const bucket = await resolveBucket(fields.bucket, world, (name) =>
    deps.search.findBucket(workspaceId, name),
  );
  const found = rightOf(bucket);
  const bucketArn = found && `arn:${found.account.partition}:s3:::${found.name}`;
  const isCustom = fields.access === 'custom';
  const suggested = suggestRoleName(found?.name ?? null, fields.access);
  return {
    who: resolveWho(fields.who, world),
    bucket,
    prefix: isCustom ? right(null) : resolvePrefix(fields.prefix || (found?.keys ?? '')),
    externalId: resolveExternalId(fields.requireExternalId, fields.externalId),
    customPolicy: isCustom
      ? resolveCustomPolicy(fields.customPolicy, bucketArn)
      : right(null),
    roleName: resolveRoleName(fields.roleName, suggested, ROLE_PATH, (name) =>
      existingRole(world, found, name),
    ),
    description: resolveDescription(fields.description),
    sessionSeconds: resolveSessionSeconds(fields.sessionSeconds),
    reviewOn: resolveReviewOn(fields.reviewOn, now),
  };
}

/** IAM keeps names apart by more than case: `Deploy` and `deploy` cannot both exist. */
function existingRole(
  world: KnownWorld,
  bucket: FoundBucket | null,
  name: string,
): ExistingRole | null {
  const reading = bucket && world.readings.get(bucket.account.id);
  const role = reading?.collected.RoleDetailList.find(
    ({ RoleName }) => RoleName.toLowerCase() === name.toLowerCase(),
  );
  if (!role) return null;
  const isOurs = role.Tags?.some(({ Key }) => Key === 'drawbridge:plan') ?? false;
  return { name: role.RoleName, isOurs: isOurs && role.Path === ROLE_PATH };
}

/** What can only be said when both sides are known. */
function compareSides(
  { errors, warnings }: FieldNotes,
  fields: DraftFields,
  who: Who | null,
  bucket: FoundBucket | null,
): void {
  if (who?.kind === 'role' && fields.requireMfa)
    warnings.requireMfa = `${who.name} is a role, and sessions of roles carry no MFA: AWS would refuse it. Leave MFA off for workloads.`;
  if (who && fields.trustScope === 'account')
    warnings.trustScope = `Trusts everybody in ${who.account.name} whose own policies allow it, now and later, not ${who.name} alone.`;
  if (!who || !bucket) return;
  if (who.account.partition !== bucket.account.partition)
    errors.bucket = `${who.account.name} is in ${who.account.partition} and ${bucket.account.name} in ${bucket.account.partition}. AWS lets nobody cross between partitions.`;
  if (who.account.id === bucket.account.id)
    warnings.bucket = `${bucket.name} and ${who.name} are both in ${who.account.name}. A policy on ${who.name} would do; go on only if you want a role in between.`;
}

function requestOf(
  fields: DraftFields,
  resolved: Resolved,
  who: Who,
  bucket: FoundBucket,
): ShareRequest {
  const { partition, id: accountId } = who.account;
  const isAccount = fields.trustScope === 'account';
  return {
    partition: bucket.account.partition,
    who: { kind: who.kind, arn: who.arn, name: who.name, accountId },
    trusted: isAccount
      ? { kind: 'account', partition, accountId }
      : { kind: 'principals', arns: who.trustable },
    askers: who.trustable,
    trustingAccountId: bucket.account.id,
    bucket: bucket.name,
    keys: rightOf(resolved.prefix),
    access: fields.access,
    customPolicy: rightOf(resolved.customPolicy)?.text ?? null,
    requireMfa: fields.requireMfa,
    externalId: rightOf(resolved.externalId),
    roleName: rightOf(resolved.roleName) ?? '',
    description: rightOf(resolved.description) ?? '',
    sessionSeconds: rightOf(resolved.sessionSeconds) ?? DEFAULT_SESSION_SECONDS,
  };
}
