import { parseArn } from '@/lib/core/arn';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { Question } from '@/lib/iam/question';
import type { RoleDetail } from '@/lib/iam/world';
import { subjectOf, TOKEN_AUDIENCE } from './issuer/subject';

/** As whom the console takes a role for a person. */
export type Taker = {
  /** The role that it hands out credentials with. */
  brokerArn: string;
  /** Address of its issuer; null while there is none. */
  issuer: string | null;
  handle: string;
};

/** How the console gets into a role, and whether the call may carry a source identity. */
export type Way = { isByToken: boolean; takesSourceIdentity: boolean };

/**
 * By a token where the role trusts the console's issuer: such a session is not a chained one,
 * and may be as long as the role allows. Else by the broker. Null for a role that names neither.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function wayTo(facts: WorldFacts, taker: Taker, role: RoleDetail): Way | null {
  const byToken = taker.issuer === null ? null : tokenQuestion(taker, taker.issuer, role);
  if (byToken && isNamed(role, byToken.principal) && isOpen(facts, byToken))
    return { isByToken: true, takesSourceIdentity: takesIdentity(facts, byToken) };
  const byBroker = questionOf(role, { AWS: taker.brokerArn }, 'sts:AssumeRole', {});
  return isNamed(role, byBroker.principal)
    ? { isByToken: false, takesSourceIdentity: takesIdentity(facts, byBroker) }
    : null;
}

function tokenQuestion({ handle }: Taker, issuer: string, role: RoleDetail): Question {
  const { partition = 'aws', accountId = '' } = parseArn(role.Arn) ?? {};
  const host = issuer.replace(/^https:\/\//, '');
  const Federated = `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  return questionOf(role, { Federated }, 'sts:AssumeRoleWithWebIdentity', {
    [`${host}:aud`]: TOKEN_AUDIENCE,
    [`${host}:sub`]: subjectOf(handle),
  });
}

const questionOf = (
  role: RoleDetail,
  principal: Question['principal'],
  action: string,
  context: Question['context'],
): Question => ({
  action,
  principal,
  resource: role.Arn,
  context,
  unknownKeys: 'assume-unknown',
});

/** Whether the trust policy itself names the console: what it trusts in passing is not meant for it. */
const isNamed = (role: RoleDetail, asked: Question['principal']): boolean =>
  rememberPolicy(role.AssumeRolePolicyDocument, 'trust').statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      asked !== '*' &&
      !principal?.isNegated &&
      ('AWS' in asked
        ? principal?.aws.includes(asked.AWS)
        : 'Federated' in asked && principal?.federated.includes(asked.Federated)),
  );

const isOpen = (facts: WorldFacts, question: Question): boolean =>
  decideQuestion(facts, question).decision !== 'deny';

/**
 * Whether the call fails for the source identity alone: both sides have to allow
 * `sts:SetSourceIdentity`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
function takesIdentity(facts: WorldFacts, question: Question): boolean {
  const params = {
    SourceIdentity: 'db-somebody',
    RoleSessionName: 'db-somebody-aaaaaaaa',
  };
  const { reason } = decideQuestion(facts, { ...question, params });
  return !reason.startsWith('source-identity-denied');
}
