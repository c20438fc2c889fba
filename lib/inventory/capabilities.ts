import { describeStatement } from '@/lib/iam/explain/describe-statement';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { linesAround } from './proof-nodes';
import type { RolePolicy } from './role-policies';
import type { CapabilityRow } from './role-schema';
import { sayCapability } from './say-capability';

const TITLES: Record<RolePolicy['kind'], string> = {
  trust: 'Trust policy',
  inline: 'Inline policy',
  managed: 'Managed policy',
  'aws-managed': 'Policy managed by AWS',
  boundary: 'Permissions boundary',
};

/** What a role may do: one row per statement of its permission policies, with its lines. */
export function capabilitiesOf(policies: RolePolicy[], place: string): CapabilityRow[] {
  return policies
    .filter(({ kind }) => kind !== 'trust' && kind !== 'boundary')
    .flatMap((policy) => capabilitiesOfPolicy(policy, place));
}

function capabilitiesOfPolicy(policy: RolePolicy, place: string): CapabilityRow[] {
  if (policy.document === null) return [];
  const { document, statements } = rememberPolicy(policy.document, 'identity');
  return statements.map((statement) => rowOf(statement, { policy, document, place }));
}

type Context = { policy: RolePolicy; document: unknown; place: string };

function rowOf(
  statement: ParsedStatement,
  { policy, document, place }: Context,
): CapabilityRow {
  const { effect, index, sid, source } = statement;
  const id = `${policy.arn ?? policy.name}#${index}`;
  const isConditional = statement.conditions.length > 0;
  const name = sid ? `statement ${index + 1} (${sid})` : `statement ${index + 1}`;
  return {
    id,
    sentence: sayCapability(statement),
    effect,
    actions: namesIn(source, 'Action'),
    resources: namesIn(source, 'Resource'),
    isConditional,
    proof: {
      id,
      title: TITLES[policy.kind],
      verdict: effect === 'Deny' ? 'denies' : isConditional ? 'allows-if' : 'allows',
      sentence: describeStatement(source),
      where: `${policy.name}, ${name}, ${place}`,
      lines: linesAround(document, index),
    },
  };
}

/** As they stand in the document; `not …` for what a NotAction or NotResource leaves out. */
function namesIn(source: unknown, element: 'Action' | 'Resource'): string[] {
  const statement = source as Record<string, unknown>; // a parsed statement is an object
  const listed = statement[element];
  if (listed !== undefined) return [listed].flat().map(String);
  return [statement[`Not${element}`] ?? []].flat().map((name) => `not ${String(name)}`);
}
