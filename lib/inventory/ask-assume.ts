import { parseArn } from '@/lib/core/arn';
import type { PartyView } from '@/lib/core/views';
import type { Principal, Question } from '@/lib/iam/question';

/** Nobody has this name: it stands for whoever in an account was not read. */
const ANYBODY = 'role/any-principal-of-this-account';
/** AWS gives this number to nobody. */
const ELSEWHERE = '000000000000';

/**
 * The question whether a party may assume a role, with everything open that only the moment
 * of asking can tell. Null for a party that cannot ask.
 */
export function askAssume(
  who: Pick<PartyView, 'kind' | 'arn'>,
  roleArn: string,
): Question | null {
  const principal = principalOf(who, roleArn);
  return (
    principal && {
      action: actionOf(who),
      principal,
      resource: roleArn,
      context: {},
      unknownKeys: 'assume-unknown',
    }
  );
}

function principalOf(
  { kind, arn }: Pick<PartyView, 'kind' | 'arn'>,
  roleArn: string,
): Principal | null {
  const { partition = 'aws' } = parseArn(roleArn) ?? {};
  switch (kind) {
    case 'user':
    case 'role':
      return { AWS: arn };
    case 'account':
      return {
        AWS: `arn:${partition}:iam::${parseArn(arn)?.accountId ?? ''}:${ANYBODY}`,
      };
    case 'everyone':
      return { AWS: `arn:${partition}:iam::${ELSEWHERE}:${ANYBODY}` };
    case 'service':
      return { Service: arn };
    case 'federated':
      return { Federated: arn };
    case 'group':
    case 'deleted':
      return null;
    default:
      return kind satisfies never;
  }
}

function actionOf({ kind, arn }: Pick<PartyView, 'kind' | 'arn'>): string {
  if (kind !== 'federated') return 'sts:AssumeRole';
  return arn.includes(':saml-provider/')
    ? 'sts:AssumeRoleWithSAML'
    : 'sts:AssumeRoleWithWebIdentity';
}
