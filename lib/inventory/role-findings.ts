import { statementLines } from '@/lib/iam/explain/statement-lines';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Finding } from '@/lib/iam/findings/finding';
import { gravestFirst } from '@/lib/iam/findings/gravest-first';
import { lintSubject } from '@/lib/iam/findings/lint-subject';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { RolePolicy } from './role-policies';
import type { FindingView } from './role-schema';

/** What in the documents of a role a person should look at, the gravest first. */
export function roleFindings(
  roleArn: string,
  policies: RolePolicy[],
  world: WorldFacts,
): FindingView[] {
  return lintSubject(world, roleArn)
    .map((finding, at) => findingViewOf(finding, at, policies))
    .sort(gravestFirst);
}

function findingViewOf(
  { code, severity, message, why, policy, statement, fix }: Finding,
  at: number,
  policies: RolePolicy[],
): FindingView {
  const policyIndex = policies.findIndex((one) => isSame(one, policy));
  const document = policies[policyIndex]?.document;
  return {
    id: `${code}-${at}`,
    severity,
    sentence: message,
    why,
    policyIndex: policyIndex < 0 ? null : policyIndex,
    policyName: policy.name,
    where: statement && sayWhere(document, statement.statementIndex),
    fix: fix && { note: fix.note, text: JSON.stringify(fix.document, null, 2) },
  };
}

/** A boundary may be attached as a permissions policy as well. */
function isSame(one: RolePolicy, { kind, name, arn }: Finding['policy']): boolean {
  if ((one.kind === 'boundary') !== (kind === 'boundary')) return false;
  return arn === null ? one.kind === kind && one.name === name : one.arn === arn;
}

/** The lines are those of the document as the page prints it. */
function sayWhere(source: unknown, statementIndex: number): string {
  const statement = `statement ${statementIndex + 1}`;
  const decoded = decodeDocument(source);
  if (!decoded.ok) return statement;
  const lines = statementLines(decoded.document, statementIndex).filter(
    ({ isMatch }) => isMatch,
  );
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return statement;
  return first === last
    ? `${statement}, line ${first.number}`
    : `${statement}, lines ${first.number} to ${last.number}`;
}
