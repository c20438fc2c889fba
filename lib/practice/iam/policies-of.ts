import type { AccountState, StoredEntity, StoredPolicy } from '../world/types';
import { entityNamed } from './arns';
import { policyAt } from './find-policy';

/** A policy that somebody holds, with what holds it. */
export type HeldPolicy = {
  name: string;
  /** ARN of a managed policy; null for an inline one. */
  arn: string | null;
  holder: StoredEntity;
  document: string;
};

/** The document of a managed policy that is in force. */
export const documentInForce = ({ versions, defaultVersionId }: StoredPolicy): string =>
  versions.find(({ id }) => id === defaultVersionId)?.document ?? '';

function ownPolicies(account: AccountState, holder: StoredEntity): HeldPolicy[] {
  const inline = holder.inline.map((policy) => ({ ...policy, arn: null, holder }));
  const attached = holder.attached.map((arn) => {
    const policy = policyAt(account, arn);
    return { name: policy.name, arn, holder, document: documentInForce(policy) };
  });
  return [...inline, ...attached];
}

/** All identity policies of a user, group or role; a user's groups count. */
export function policiesOf(account: AccountState, entity: StoredEntity): HeldPolicy[] {
  const groups =
    entity.kind === 'user'
      ? entity.groups.map((name) => entityNamed(account, 'group', name))
      : [];
  return [entity, ...groups].flatMap((holder) => ownPolicies(account, holder));
}
