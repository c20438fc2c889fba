import type { AccountFacts } from '@/lib/iam/facts/account-facts';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Finding } from '@/lib/iam/findings/finding';
import { gravestFirst } from '@/lib/iam/findings/gravest-first';
import { lintSubjects } from '@/lib/iam/findings/lint-subject';
import { sayArn } from '@/lib/iam/findings/principals';
import type { AwsTarget } from '@/lib/ports';
import type { PlanFindingsView, PlanFindingView } from '../plan-views';
import type { Piece } from '../recipes/piece';
import type { Worlds } from '../recipes/recipe';

/**
 * The findings that come and go with a plan, the gravest first: of what its pieces hang on, and
 * of nothing else. One that stays as it is is not told.
 */
export function findingTurnsOf(
  pieces: Piece[],
  { today, after }: Pick<Worlds, 'today' | 'after'>,
): PlanFindingsView {
  const was = findingsAbout(pieces, today);
  const is = findingsAbout(pieces, after);
  return { added: without(is, was), closed: without(was, is) };
}

const findingsAbout = (pieces: Piece[], facts: WorldFacts): Finding[] =>
  lintSubjects(facts, (account) => {
    const arns = pieces
      .filter(({ accountId }) => accountId === account.accountId)
      .flatMap(({ target }) => holderOf(account, target) ?? []);
    return [...new Set(arns)];
  });

/** What a document hangs on; null for what was not read, and for what no finding is about. */
function holderOf(account: AccountFacts, target: AwsTarget): string | null {
  switch (target.kind) {
    case 'role':
    case 'trust':
    case 'managed-attachment':
      return account.rolesByName.get(target.roleName)?.Arn ?? null;
    case 'inline-policy':
    case 'principal-attachment':
      return principalOf(account, target);
    case 'bucket-policy':
      return `arn:${account.partition ?? 'aws'}:s3:::${target.bucket}`;
    case 'key-policy':
      return target.keyArn;
    default:
      return null;
  }
}

function principalOf(
  { usersByArn, rolesByName, groupsByName }: AccountFacts,
  {
    principal,
    principalName: name,
  }: Extract<AwsTarget, { kind: 'inline-policy' | 'principal-attachment' }>,
): string | null {
  switch (principal) {
    case 'role':
      return rolesByName.get(name)?.Arn ?? null;
    case 'group':
      return groupsByName.get(name)?.Arn ?? null;
    case 'user':
      return (
        [...usersByArn.values()].find(({ UserName }) => UserName === name)?.Arn ?? null
      );
    default:
      return principal satisfies never;
  }
}

/** Those that are not among the others; what two statements have in common is told once. */
function without(findings: Finding[], others: Finding[]): PlanFindingView[] {
  const known = new Set(others.map(keyOf));
  const byKey = new Map(findings.map((finding) => [keyOf(finding), finding]));
  return [...byKey]
    .filter(([key]) => !known.has(key))
    .map(([, finding]) => finding)
    .sort(gravestFirst)
    .map(({ severity, subject, policy, message, why }) => ({
      severity,
      sentence: message,
      why,
      place: `${policy.name} of ${sayArn(subject)}`,
    }));
}

/**
 * Statements move within a document, so one is told by what is said of it: but for how many get
 * in (`3 of 11`), which a plan may change without making it another finding.
 */
const keyOf = ({ code, severity, subject, policy, message }: Finding): string =>
  [code, severity, subject, policy.kind, policy.name, message.replace(COUNT, '')].join(
    '\n',
  );

const COUNT = /\b\d+ of \d+\b/g;
