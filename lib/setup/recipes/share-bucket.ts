import { demandEnd } from '../fields/administrator';
import { type FoundBucket, resolveBucket } from '../fields/bucket';
import { type CustomPolicy, resolveCustomPolicy } from '../fields/custom-policy';
import { type Field, type FieldNotes, noteFields, right, rightOf } from '../fields/field';
import { resolveHalfName } from '../fields/managed-half';
import { mayTellBucket } from '../fields/may-tell-bucket';
import { resolvePrefix } from '../fields/prefix';
import { type RoleFields, resolveRole, roleValuesOf } from '../fields/resolve-role';
import { REVIEW_AFTER_DAYS, suggestRoleName } from '../fields/role';
import { askSameAccount } from '../fields/same-account';
import { resolveWhoOrAccount, type WhoOrAccount } from '../fields/who';
import { OWN_GUARDS } from '../guards/guard-names';
import { externalIdOf } from '../guards/guard-of';
import { type Guards, labelsOf, resolveGuards } from '../guards/resolve-guards';
import { judgeShare } from '../judge-share';
import { judgeUse } from '../judge-use';
import { gainsOf } from '../plan/gains';
import { proveShare } from '../proof/prove-share';
import { bank, bankOfBucket, foundOf, unknownIn } from '../say/banks';
import { sayUnreachable } from '../say/by-owner';
import { deedOf, placeOf, subjectOf, verbOf } from '../say/names';
import { sayPartitions } from '../say/partitions';
import { sidesOf } from '../say/sides';
import { judgeToday } from '../say/today';
import type { DraftFieldName, DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { askerJudge } from './asker-judge';
import { type Asks, isComplete, missingIn, sayMissing } from './missing';
import {
  adviseScope,
  askerOf,
  bankOfWho,
  countMembers,
  countOwn,
  ownPart,
  partyOfWho,
} from './own-who';
import type { Access, Recipe, ResolveDeps, ResolvedDraft } from './recipe';
import { roleArnOf } from './role-request';
import { type ShareRequest, sharePieces } from './share-request';

/** People or workloads of one account become a role beside a bucket of another. */
export const shareBucket: Recipe = { resolve: resolveShare, prove: proveShare };

type Resolved = RoleFields & {
  who: Field<WhoOrAccount>;
  assumePolicyName: Field<string>;
  bucket: Field<FoundBucket>;
  prefix: Field<string | null>;
  customPolicy: Field<CustomPolicy | null>;
};

const ASKS: Asks = [
  ['who', 'Say who needs access.'],
  ['bucket', 'Say to what.'],
  ['customPolicy', 'Give the permissions to see the verdict.'],
];

async function resolveShare(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<ResolvedDraft> {
  const resolved = await resolveFields(deps, fields, world, now);
  const who = rightOf(resolved.who);
  const guards = resolveGuards(OWN_GUARDS, fields, {
    world,
    now,
    who: who && askerOf(who),
  });
  const notes = noteFields({ ...resolved, ...guards.fields });
  const bucket = rightOf(resolved.bucket);
  adviseScope(notes, fields, who);
  demandEnd(notes, fields, rightOf(resolved.customPolicy)?.isAdministrative);
  compareSides(notes, fields, who, bucket);
  const missing = [...missingIn(ASKS, resolved), ...guards.missing];
  return {
    ...notes,
    missing,
    reviewOn: rightOf(resolved.reviewOn),
    known: {
      who: who && partyOfWho(who),
      whoCount: countMembers(who),
      found: bucket && foundOf(bucket),
      ...unknownIn(resolved.bucket, fields.bucket),
      choices: null,
      suggestedRoleName: suggestRoleName(bucket?.name ?? null, fields.access),
      cleaned: rightOf(resolved.customPolicy)?.cleaned ?? [],
      guards: guards.said,
    },
    banks: {
      left: who ? bankOfWho(who) : bank('trusted', 'Who?', 'borrows'),
      right: bucket ? bankOfBucket(bucket) : bank('trusting', 'To what?', 'owns'),
    },
    ask: askFor(missing),
    access:
      isComplete(notes, missing) && who && bucket
        ? accessOf(requestOf(fields, { ...resolved, guards }, who, bucket), who, bucket)
        : null,
  };
}

async function resolveFields(
  deps: ResolveDeps,
  fields: DraftFields,
  world: KnownWorld,
  now: Date,
): Promise<Resolved> {
  const { workspaceId } = world;
  const bucket = await resolveBucket(
    fields.bucket,
    world,
    (name) => deps.search.findBucket(workspaceId, name),
    mayTellBucket(fields),
  );
  const found = rightOf(bucket);
  const bucketArn = found && `arn:${found.account.partition}:s3:::${found.name}`;
  const isCustom = fields.access === 'custom';
  return {
    who: resolveWhoOrAccount(fields.who, world),
    assumePolicyName: resolveHalfName(fields),
    bucket,
    prefix: isCustom ? right(null) : resolvePrefix(fields.prefix || (found?.keys ?? '')),
    customPolicy: isCustom
      ? resolveCustomPolicy(fields.customPolicy, bucketArn)
      : right(null),
    ...resolveRole(fields, {
      world,
      accountId: found?.account.id ?? null,
      suggested: suggestRoleName(found?.name ?? null, fields.access),
      now,
      reviewAfterDays: REVIEW_AFTER_DAYS,
    }),
  };
}

/** What can only be said when both sides are known. */
function compareSides(
  notes: FieldNotes,
  fields: DraftFields,
  who: WhoOrAccount | null,
  bucket: FoundBucket | null,
): void {
  if (!who || !bucket) return;
  const { errors, warnings } = notes;
  if (!who.account.connection && !bucket.account.connection) {
    errors.who = sayUnreachable(who.account);
    errors.bucket = sayUnreachable(bucket.account);
  }
  const partitions = sayPartitions(who.account, bucket.account);
  if (partitions) errors.bucket = partitions;
  if (who.account.id !== bucket.account.id) return;
  askSameAccount(notes, fields, bucket.account);
  warnings.bucket = `${bucket.name} and ${who.name} are both in ${who.account.name}. A policy on ${who.name} would do; go on only if you want a role in between.`;
}

function requestOf(
  fields: DraftFields,
  resolved: Resolved & { guards: Guards },
  who: WhoOrAccount,
  bucket: FoundBucket,
): ShareRequest {
  return {
    partition: bucket.account.partition,
    ...ownPart(fields, who),
    trustingAccountId: bucket.account.id,
    bucket: bucket.name,
    keys: rightOf(resolved.prefix),
    access: fields.access,
    customPolicy: rightOf(resolved.customPolicy)?.text ?? null,
    keyArn: bucket.keyArn,
    guards: resolved.guards.chosen,
    ...roleValuesOf(resolved),
  };
}

function accessOf(request: ShareRequest, who: WhoOrAccount, bucket: FoundBucket): Access {
  const sides = sidesOf(who, bucket.account);
  return {
    request,
    pieces: sharePieces(request),
    subject: subjectOf(request, sides),
    deed: deedOf(request, sides),
    place: {
      trustedAccountId: who.account.id,
      trustedAccountName: who.account.name,
      trustingAccountId: bucket.account.id,
      trustingAccountName: bucket.account.name,
      roleName: request.roleName,
      roleArn: roleArnOf(request),
      externalId: externalIdOf(request.guards),
      whoArn: who.arn,
      bucket: bucket.name,
      region: bucket.region,
    },
    judge: (facts) => judgeShare(facts, request, sides),
    judgeAsker: askerJudge(request, (one) => (facts) => judgeShare(facts, one, sides)),
    judgeToday: (facts) => judgeToday(facts, request, sides),
    use: (facts) => judgeUse(facts, request, { share: request, policy: '' }).use.deck,
    gains: (worlds) => gainsOf(request, worlds, `${verbOf(request)} ${placeOf(request)}`),
    countWho: (after) => countOwn(request, who, after),
    fieldOf: (sid) => fieldOf(sid, request),
  };
}

/** The field of the form that a statement comes from. */
function fieldOf(sid: string | null, request: ShareRequest): string {
  if (sid === 'TrustedMayAssume')
    return ['Who needs it?', ...labelsOf(request.guards)].join(', ');
  if (sid?.startsWith('Assume')) return 'Who needs it?';
  if (request.access === 'custom') return 'Permissions as JSON';
  const part = request.keys === null ? [] : ['Under'];
  return sid === 'LocateBucket' ? 'To what?' : ['May', ...part].join(', ');
}

function askFor(missing: DraftFieldName[]): string {
  if (missing.includes('who') && missing.includes('bucket'))
    return 'Say who needs access, and to what.';
  return sayMissing(ASKS, missing);
}
