import { nameOfArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ParsedCondition } from '@/lib/iam/conditions/condition';
import type { TokenMend } from '@/lib/iam/doctor/settle-token';
import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { saySome } from '@/lib/iam/explain/list-words';
import { conditionsOn, isStrict } from '@/lib/iam/findings/conditions';
import { covers } from '@/lib/iam/findings/principals';
import { hasEffect, type ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { isObject } from '@/lib/iam/parse/values';
import { mendTokenStatement } from '@/lib/iam/render/mend-token';
import { sameStatement } from '../../plan/statements-in';

/** The trust policy of a role of the account that gets the provider. */
export type RoleTrust = { role: string; trust: unknown };

/** A subject that a standing trust names, and that gets in again with the provider. */
export type RevivedSubject = { role: string; subject: string };

const ACTION = 'sts:AssumeRoleWithWebIdentity';
const SAID_MAX = 5;
const EXACT = /^StringEquals(?:IgnoreCase)?$/;
const PATTERN = /^(?:StringLike|Arn(?:Like|Equals))$/;

/**
 * Who gets in again once an account has a provider that its trusts name and that is gone: every
 * such statement sleeps until then. Refused where one of them does not say exactly who.
 */
export function revivedSubjects(
  mend: TokenMend,
  trusts: RoleTrust[],
): Result<RevivedSubject[], AppError> {
  const asleep = trusts.flatMap(({ role, trust }) =>
    rememberPolicy(trust, 'trust')
      .statements.filter((statement) => isAsleep(mend, statement))
      .map((statement) => ({ role, ...subjectsOf(mend, statement) })),
  );
  const loose = asleep.flatMap(({ role, whyLoose }) =>
    whyLoose ? [`The trust policy of ${nameOfArn(role)} ${whyLoose}`] : [],
  );
  if (loose.length > 0) return err(tooLoose(mend, [...new Set(loose)]));
  const revived = asleep.flatMap(({ role, subjects }) =>
    subjects.map((subject) => ({ role, subject })),
  );
  const byText = new Map(revived.map((one) => [`${one.role} ${one.subject}`, one]));
  byText.delete(`${mend.role} ${mend.claims['sub']}`);
  return ok([...byText.values()]);
}

/** Whether a statement lets tokens of the provider in, and is not the one that the plan writes. */
function isAsleep(mend: TokenMend, statement: ParsedStatement): boolean {
  const { effect, source } = statement;
  if (effect !== 'Allow' || !hasEffect(statement) || !covers(statement, ACTION))
    return false;
  const isOurs =
    isObject(source) && sameStatement(source, { ...mendTokenStatement(mend) });
  return !isOurs && namesProvider(statement, mend.provider);
}

function namesProvider({ principal }: ParsedStatement, provider: string): boolean {
  if (!principal) return false;
  const isListed = principal.federated.some(
    (entry) => entry.toLowerCase() === provider.toLowerCase(),
  );
  return (principal.isEveryone || isListed) !== principal.isNegated;
}

/** The subjects that a statement names one by one, or why it lets in more than these. */
function subjectsOf(
  { provider }: TokenMend,
  statement: ParsedStatement,
): { subjects: string[]; whyLoose: string | null } {
  const key = `${hostOfProvider(provider)}:sub`;
  const demands = conditionsOn(statement, key).filter(
    (one) => isStrict(one) && (isExact(one) || PATTERN.test(one.operator.base)),
  );
  const exact = demands.find(isExact);
  if (exact)
    return {
      subjects: exact.values.flatMap(({ constant }) => constant?.text ?? []),
      whyLoose: null,
    };
  const values = demands.flatMap((one) => one.values.map(({ raw }) => raw));
  const whyLoose =
    values.length > 0
      ? `takes every subject that fits ${saySome(values, SAID_MAX, 'or')}.`
      : `takes its tokens without a condition on ${key} that says whose they are.`;
  return { subjects: [], whyLoose };
}

/** Every value stands for one subject alone. */
const isExact = ({ operator: { base }, values }: ParsedCondition): boolean =>
  values.every(({ constant }) => constant !== null) &&
  (EXACT.test(base) ||
    (PATTERN.test(base) && values.every(({ raw }) => !/[*?]/.test(raw))));

function tooLoose({ provider }: TokenMend, loose: string[]): AppError {
  const more = loose.length - SAID_MAX;
  const said = [
    `The account has no provider ${hostOfProvider(provider)} any more. Making it again would also let in whom standing statements name, and who is kept out now.`,
    ...loose.slice(0, SAID_MAX),
    ...(more > 0 ? [`${more} more statements are as wide.`] : []),
    'Tighten or remove what is so wide first, and read the account again.',
  ];
  return { kind: 'conflict', message: said.join(' ') };
}
