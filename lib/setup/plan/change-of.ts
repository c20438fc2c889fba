import { type DocumentDiff, diffStatements } from '@/lib/core/diff-statements';
import { tagOfText } from '@/lib/core/role-tag';
import type { AwsTarget, PlannedStep } from '@/lib/ports';
import type { PlanChangeView } from '../plan-views';
import type { KnownWorld } from '../world/load-world';
import { targetName } from './say-target';
import { sizeOf } from './sizes';

export type CountedChange = {
  change: PlanChangeView;
  diff: DocumentDiff;
  accountId: string;
};

const KINDS: Record<AwsTarget['kind'], string> = {
  role: 'role',
  trust: 'trust policy',
  'inline-policy': 'inline policy',
  'managed-policy': 'managed policy',
  'policy-document': 'managed policy',
  'managed-attachment': 'managed policy',
  'principal-attachment': 'managed policy',
  'role-tag': 'tag',
  'instance-profile': 'instance profile',
  'role-in-profile': 'instance profile',
  'bucket-policy': 'bucket policy',
  'key-policy': 'key policy',
  'oidc-provider': 'OIDC provider',
  'provider-audience': 'OIDC provider',
  'saml-provider': 'SAML provider',
};

/** `owner: Web → Ops on role x-log-writer` */
function sayTag({ target, before, after }: PlannedStep): string {
  const values = [before, after].flatMap((text) => (text ? tagOfText(text) : []));
  const { key } = values.at(-1) ?? { key: '' };
  const said = values.map(({ value }) => value || '(empty)').join(' → ');
  const roleName = 'roleName' in target ? target.roleName : '';
  return `${key}: ${said} on role ${roleName}`;
}

const markOf = (before: string | null, after: string | null): PlanChangeView['mark'] => {
  if (after === null) return '-';
  return before === null ? '+' : '~';
};

/** What one step changes; null where a later step tells the same with more. */
export function changeOf(
  step: PlannedStep,
  steps: PlannedStep[],
  world: KnownWorld,
  fieldOf: (sid: string | null) => string,
): CountedChange | null {
  const { target, accountId } = step;
  const isWith = (kind: AwsTarget['kind']) =>
    'roleName' in target &&
    steps.some(
      (other) =>
        other.accountId === accountId &&
        other.target.kind === kind &&
        'roleName' in other.target &&
        other.target.roleName === target.roleName,
    );
  // Creating a role and opening it is one change.
  if (target.kind === 'role' && isWith('trust')) return null;
  const isNewRole = target.kind === 'trust' && isWith('role');
  const before = isNewRole ? null : step.before;
  const diff = diffStatements(before, step.after, fieldOf);
  const change: PlanChangeView = {
    mark: markOf(before, step.after),
    kind: isNewRole ? KINDS.role : KINDS[target.kind],
    target: target.kind === 'role-tag' ? sayTag(step) : targetName(target),
    ...sizeOf(step, world.readings.get(accountId)?.collected),
    statements: diff.statements,
    unchangedTotal: diff.unchangedTotal,
  };
  return { change, diff, accountId };
}
