import { cleanTyped } from '@/lib/core/clean-typed';
import { isMember } from '@/lib/iam/facts/org-facts';
import { requireOrganization } from '@/lib/iam/render/guards/guards';
import { isAccepted } from '@/lib/iam/validate/field-rule';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { empty, right, wrong } from '../fields/field';
import type { GuardKind, GuardKnown } from './guard-kind';

/**
 * The caller's account is one of the organisation, which the inventory tells.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
export const organization: GuardKind = {
  brings: null,
  label: 'Our organisation',
  read: (typed, known) => {
    const { org } = known.world.facts;
    const text = cleanTyped(typed);
    const id = text || (org?.id ?? '');
    if (id === '') return empty;
    if (id !== org?.id && !isAccepted(TEXT_RULES.OrganizationId, id))
      return wrong('An organisation’s id is o- and 10 to 32 small letters and digits.');
    const outsider = outsiderOf(id, known);
    if (outsider) return wrong(outsider);
    return right(
      [id],
      org && id !== org.id
        ? `The organisation that was read here is ${org.id}, another one.`
        : null,
    );
  },
  render: requireOrganization,
  adds: 'The trust policy lets in only accounts of the organisation (aws:PrincipalOrgID).',
  limit:
    'It asks for the account, not for the person: everybody whom the policy names and whose account is in the organisation still gets in. An account that leaves is out at once.',
  onUse: {
    adds: 'The policies let the caller in only while its account is in the organisation (aws:PrincipalOrgID).',
    limit:
      'The caller is named anyway: it counts on the day its account leaves, or is taken over.',
  },
  meets: () => ({ ask: {}, circumstances: {} }),
  breaches: () => [
    {
      kind: 'evaluated',
      id: 'assume-from-outside-organization',
      how: 'from an account outside the organisation',
      circumstances: { 'aws:PrincipalOrgID': 'o-elsewhere00' },
      why: 'no account here can leave its organisation for a test',
    },
  ],
};

function outsiderOf(id: string, { who, world }: GuardKnown): string | null {
  const { org } = world.facts;
  if (!org || !who || id !== org.id || isMember(org, who.accountId)) return null;
  return `${who.accountName} is not an account of ${id}, so nobody would get in. Leave this guard off.`;
}
