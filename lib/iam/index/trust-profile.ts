import { keptByObject } from '@/lib/core/kept-by-object';
import { arnMatches } from '../conditions/arn';
import { judgeCondition, type ParsedCondition } from '../conditions/condition';
import { matchAction } from '../match/match-action';
import { hasEffect, type ParsedStatement, type PrincipalBlock } from '../parse/policy';
import { rememberPolicy } from '../parse/remember-policy';
import type { Lookup } from '../parse/template';
import { isObject } from '../parse/values';
import { ASSUME_ROLE } from './compiled-policies';
import type { Circumstances } from './judge-taking';
import type { ReducedDocument } from './reduce-document';
import type { ReducedPrincipal } from './reduced';

type OpenStatement = {
  /** On the caller's ARN: whoever fails one of them is not let in by this statement. */
  conditions: ParsedCondition[];
  /** Lists of texts: the ARN of whoever may pass them holds one of each. */
  texts: string[][];
};

/** Whom a trust policy names, for finding those it may let in. */
export type TrustProfile = {
  /** The statements about sts:AssumeRole that count. */
  taking: ParsedStatement[];
  /** The statements that let everyone in. */
  open: OpenStatement[];
  /** Accounts that an Allow of sts:AssumeRole names. */
  accounts: Set<string>;
  services: Set<string>;
  federated: Set<string>;
  /** Accounts that any statement names: callers from there may fare unlike others. */
  accountsNamed: Set<string>;
  /** ARNs and unique ids that any statement names. */
  namesNamed: Set<string>;
  /** Those of them that an Allow of sts:AssumeRole names. */
  namesLetIn: Set<string>;
  /** Values of `aws:userid` that an Allow of sts:AssumeRole asks for, wildcards and all. */
  userIds: Set<string>;
  /** What `openMembers` found. */
  members: WeakMap<ReducedPrincipal[], ReducedPrincipal[]>;
};

/** The profile of a trust document, worked out once. */
export const trustProfileOf = keptByObject((document: ReducedDocument): TrustProfile => {
  const { statements } = rememberPolicy(document, 'trust');
  const profile: TrustProfile = {
    taking: statements.filter(isAboutTaking),
    open: [],
    accounts: new Set(),
    services: new Set(),
    federated: new Set(),
    accountsNamed: new Set(),
    namesNamed: new Set(),
    namesLetIn: new Set(),
    userIds: new Set(),
    members: new WeakMap(),
  };
  for (const statement of statements) note(statement, profile);
  return profile;
});

const isAboutTaking = (statement: ParsedStatement): boolean =>
  hasEffect(statement) && matchAction(statement.action, ASSUME_ROLE);

const withAnyArn = keptByObject(
  (profile: TrustProfile): TrustProfile => ({
    ...profile,
    open: profile.open.map(() => ({ conditions: [], texts: [] })),
  }),
);

/**
 * The profile of a trust document for questions in some circumstances. Where these say what
 * `aws:PrincipalArn` is, or that it is absent, no condition on it tells callers apart.
 */
export function trustProfileFor(
  document: ReducedDocument,
  circumstances: Circumstances,
): TrustProfile {
  const profile = trustProfileOf(document);
  return profile.open.length === 0 || !tellsArn(circumstances)
    ? profile
    : withAnyArn(profile);
}

const tellsArn = keptByObject(({ context, absentKeys = [] }: Circumstances): boolean =>
  [...Object.keys(context), ...absentKeys].some(
    (key) => key.toLowerCase() === PRINCIPAL_ARN,
  ),
);

/**
 * Whether a trust document names anybody with an account. Most name a service or a provider
 * only, and need no profile to be known to let no user or role in.
 */
export const namesPrincipals = ({ Statement }: ReducedDocument): boolean =>
  Statement.some(
    ({ Principal }) => !isObject(Principal) || Principal['AWS'] !== undefined,
  );

const ACCOUNT = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/;
const PRINCIPAL_ARN = 'aws:principalarn';
const USER_ID = 'aws:userid';

function note(statement: ParsedStatement, profile: TrustProfile): void {
  const { principal, effect, conditions } = statement;
  if (!principal) return;
  const isTaking = effect === 'Allow' && profile.taking.includes(statement);
  if (isTaking && principal.isEveryone) {
    const ofArn = conditions.filter(({ key }) => key.toLowerCase() === PRINCIPAL_ARN);
    profile.open.push({ conditions: ofArn, texts: ofArn.flatMap(textsOf) });
  }
  for (const entry of principal.aws) noteEntry(entry, isTaking, profile);
  if (isTaking) noteUserIds(conditions, profile);
  if (effect === 'Allow') noteOutsiders(principal, profile);
}

/** Texts of which every ARN that a condition lets pass holds one; none where that is not known. */
function textsOf({ operator, values }: ParsedCondition): string[][] {
  if (operator.compare !== arnMatches || operator.isNegated) return [];
  const isKnown = values.every(({ constant }) => constant !== null);
  return isKnown ? [values.map(({ constant }) => constant?.glob.lastStart ?? '')] : [];
}

function noteUserIds(conditions: ParsedCondition[], { userIds }: TrustProfile): void {
  for (const { key, operator, values } of conditions) {
    if (key.toLowerCase() !== USER_ID || operator.isNegated) continue;
    for (const { constant } of values) if (constant) userIds.add(constant.text);
  }
}

function noteEntry(entry: string, isTaking: boolean, profile: TrustProfile): void {
  const accountId = ACCOUNT.exec(entry)?.[1];
  const [named, letIn] = accountId
    ? [profile.accountsNamed, profile.accounts]
    : [profile.namesNamed, profile.namesLetIn];
  named.add(accountId ?? entry);
  if (isTaking) letIn.add(accountId ?? entry);
}

function noteOutsiders(
  { services, federated }: PrincipalBlock,
  profile: TrustProfile,
): void {
  for (const service of services) profile.services.add(service);
  for (const provider of federated) profile.federated.add(provider);
}

/** Whether a statement that names everyone tells nobody by the ARN. */
export const isOpenToAll = ({ open }: TrustProfile): boolean =>
  open.some(({ conditions }) => conditions.length === 0);

/** Of some principals those whom a statement that names everyone may let in, by their ARNs. */
export function openMembers(
  profile: TrustProfile,
  principals: ReducedPrincipal[],
): ReducedPrincipal[] {
  if (isOpenToAll(profile)) return principals;
  const { open, members } = profile;
  const known = members.get(principals);
  if (known) return known;
  const found = principals.filter(({ arn }) => isOpenToOne(open, arn));
  members.set(principals, found);
  return found;
}

// Asked of every principal of an estate: no list or function is made before it is needed.
function isOpenToOne(open: OpenStatement[], callerArn: string): boolean {
  for (let at = 0; at < open.length; at += 1) {
    const one = open[at];
    if (!one || !hasOneOfEach(callerArn, one.texts)) continue;
    if (isOpenTo(one.conditions, callerArn)) return true;
  }
  return false;
}

function hasOneOfEach(callerArn: string, texts: string[][]): boolean {
  for (let list = 0; list < texts.length; list += 1) {
    const any = texts[list] ?? [];
    let at = 0;
    while (at < any.length && !callerArn.includes(any[at] ?? '')) at += 1;
    if (at === any.length) return false;
  }
  return true;
}

function isOpenTo(conditions: ParsedCondition[], callerArn: string): boolean {
  const arn = [callerArn];
  const lookup: Lookup = (key) => (key.toLowerCase() === PRINCIPAL_ARN ? arn : 'unknown');
  return conditions.every((condition) => judgeCondition(condition, lookup) !== false);
}
