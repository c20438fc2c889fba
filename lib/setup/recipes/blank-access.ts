import { sayList } from '@/lib/iam/explain/list-words';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { StoredAccount } from '@/lib/ports';
import { policyObject } from '../blank/policy-object';
import { ownKeysOf, ownStatement } from '../blank/read-trust';
import type { BlankFields } from '../fields/blank-fields';
import { rightOf } from '../fields/field';
import { managedHalfOf } from '../fields/managed-half';
import type { Trusted } from '../fields/principals';
import { roleValuesOf } from '../fields/resolve-role';
import { externalIdOf } from '../guards/guard-of';
import { type Guards, labelsOf } from '../guards/resolve-guards';
import { judgeBlank } from '../judge-blank';
import { judgePolicies } from '../judge-people';
import { gainsOf } from '../plan/gains';
import type { PlanGainView } from '../plan-views';
import { subjectOf } from '../say/names';
import type { DraftFields } from '../schema';
import { askerJudge } from './asker-judge';
import { type BlankRequest, blankPieces } from './blank-request';
import { leadOf, sidesOfTrusted } from './blank-sides';
import { countEverybody } from './own-who';
import { sayDeed } from './people-access';
import type { Access, Worlds } from './recipe';
import { ROLE_PATH, roleArnOf } from './role-request';

type Resolved = BlankFields & { guards: Guards };

type BlankAccess = Access & { request: BlankRequest };

/** A checked request that was written by hand, with everything its recipe makes of it. */
export function blankAccess(
  fields: DraftFields,
  resolved: Resolved,
  trusted: Trusted[],
  account: StoredAccount,
): BlankAccess | null {
  const lead = leadOf(trusted);
  if (!lead) return null;
  const request = {
    ...requestOf(resolved, trusted, lead, account),
    managedHalf: managedHalfOf(fields),
  };
  const sides = sidesOfTrusted(trusted, lead, account);
  const subject =
    request.trusted.kind === 'account'
      ? subjectOf(request, sides)
      : `${sides.who} in ${lead.account.name}`;
  const deed = sayDeed(resolved, request, account);
  const judge: Access['judge'] = (facts) => judgeBlank(facts, request, sides, deed);
  return {
    request,
    pieces: blankPieces(request),
    subject,
    deed,
    place: {
      trustedAccountId: lead.account.id,
      trustedAccountName: lead.account.name,
      trustingAccountId: account.id,
      trustingAccountName: account.name,
      whoArn: lead.arn,
      bucket: '',
      region: account.connection?.region ?? 'us-east-1',
      roleName: request.roleName,
      roleArn: roleArnOf(request),
      externalId: externalIdOf(request.guards),
    },
    judge,
    judgeAsker: askerJudge(
      request,
      (one) => (facts) => judgeBlank(facts, one, sides, deed),
    ),
    judgeToday: judge,
    use: (facts) => judgePolicies(facts, request).deck,
    gains: (worlds) => gainsOfAll(request, trusted, worlds, deed),
    countWho: (after) => countTrusted(request, trusted, after),
    fieldOf: (sid) => fieldOf(sid, request, fields),
  };
}

function requestOf(
  resolved: Resolved,
  trusted: Trusted[],
  lead: Trusted,
  account: StoredAccount,
): BlankRequest {
  const borrowers = trusted.flatMap(({ kind, arn, name, account: home }) =>
    kind !== 'account' && home.id === lead.account.id
      ? [{ kind, arn, name, accountId: home.id }]
      : [],
  );
  const { partition, id: accountId } = lead.account;
  const trustText = rightOf(resolved.trustJson)?.text ?? '';
  return {
    partition: account.partition,
    who: borrowers[0] ?? null,
    trusted:
      lead.kind === 'account'
        ? { kind: 'account', partition, accountId }
        : { kind: 'principals', arns: trusted.map(({ arn }) => arn) },
    askers: borrowers.map(({ arn }) => arn),
    borrowers,
    trustText,
    assumeText: rightOf(resolved.assumeJson)?.text ?? null,
    ownKeys: ownKeysIn(trustText),
    path: rightOf(resolved.rolePath) ?? ROLE_PATH,
    trustingAccountId: account.id,
    managed: (rightOf(resolved.managedPolicies) ?? []).map(({ arn }) => arn),
    policy: rightOf(resolved.customPolicy)?.text ?? null,
    boundary: rightOf(resolved.boundary)?.arn ?? null,
    guards: resolved.guards.chosen,
    ...roleValuesOf(resolved),
  };
}

/** How many of the accounts that are trusted whole could cross; null where none was read. */
function countTrusted(
  request: BlankRequest,
  trusted: Trusted[],
  after: WorldFacts,
): string | null {
  const whole = trusted.filter(({ kind }) => kind === 'account');
  const counts = whole.flatMap(
    ({ account }) => countEverybody(request, account, after) ?? [],
  );
  return sayList(counts, 'and') || null;
}

/** Everybody whom the trust policy names, whole accounts first. */
function gainsOfAll(
  request: BlankRequest,
  trusted: Trusted[],
  worlds: Worlds,
  deed: string,
): PlanGainView[] {
  const accounts = trusted.filter(({ kind }) => kind === 'account');
  const arns = trusted.flatMap(({ kind, arn }) => (kind === 'account' ? [] : [arn]));
  const whole = accounts.flatMap(({ account: { partition, id: accountId } }) =>
    gainsOf(
      {
        ...request,
        who: null,
        askers: [],
        trusted: { kind: 'account', partition, accountId },
      },
      worlds,
      deed,
    ),
  );
  const named = {
    ...request,
    askers: arns,
    trusted: { kind: 'principals', arns } as const,
  };
  return [...whole, ...gainsOf(named, worlds, deed)];
}

function ownKeysIn(trustText: string): string[] {
  const read = policyObject(trustText);
  const own = read.ok ? ownStatement(read.statements) : null;
  return own ? ownKeysOf(own) : [];
}

/** The field of the form that a statement comes from. */
function fieldOf(
  sid: string | null,
  { guards, policy }: BlankRequest,
  { trustJson, assumeJson }: DraftFields,
): string {
  const isIn = (text: string) => sid !== null && text.includes(`"${sid}"`);
  if (isIn(trustJson)) return ['Trust policy', ...labelsOf(guards)].join(', ');
  if (policy !== null && isIn(policy)) return 'Permissions as JSON';
  return isIn(assumeJson) ? 'Policy of the trusted half' : 'JSON';
}
