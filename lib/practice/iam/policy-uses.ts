import type { AccountState, StoredEntity } from '../world/types';

/** How often a managed policy is attached, and how often it is a boundary. */
export type PolicyUse = { attached: number; bounding: number };
export type PolicyUses = Map<string, PolicyUse>;

export const UNUSED: PolicyUse = { attached: 0, bounding: 0 };

export const entitiesOf = (account: AccountState): StoredEntity[] => [
  ...account.users.values(),
  ...account.groups.values(),
  ...account.roles.values(),
];

export const boundaryIn = (entity: StoredEntity): string | null =>
  entity.kind === 'group' ? null : entity.boundary;

/** The uses of every managed policy in an account, by ARN; what is not there is unused. */
export function policyUses(account: AccountState): PolicyUses {
  const uses: PolicyUses = new Map();
  const add = (arn: string, way: keyof PolicyUse): void => {
    const use = uses.get(arn) ?? { ...UNUSED };
    use[way] += 1;
    uses.set(arn, use);
  };
  for (const entity of entitiesOf(account)) {
    for (const arn of entity.attached) add(arn, 'attached');
    const boundary = boundaryIn(entity);
    if (boundary !== null) add(boundary, 'bounding');
  }
  return uses;
}
