import { parseArn } from '@/lib/core/arn';
import { SESSION_TAG_KEYS } from '@/lib/core/session-tag-keys';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import { isNamed } from '@/lib/iam/facts/is-named';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import type { RoleDetail } from '@/lib/iam/world';
import { subjectOf, TOKEN_AUDIENCE } from './issuer/subject';

/** What a session may carry, by the policies of both sides. */
type Carries = { takesSourceIdentity: boolean; takesTags: boolean };

/**
 * How the console's broker gets into a role; null when the role does not name it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function wayByBroker(
  facts: WorldFacts,
  brokerArn: string,
  role: RoleDetail,
): Carries | null {
  const question = brokerQuestion(brokerArn, role.Arn);
  return isNamed(role.AssumeRolePolicyDocument, question.principal)
    ? carries(facts, question)
    : null;
}

/**
 * For which people the console gets in by a token of its issuer. Such a session is not a
 * chained one, and may be as long as the role allows.
 */
export function wayByToken(
  facts: WorldFacts,
  issuer: string | null,
  handles: string[],
  role: RoleDetail,
): Carries & { handles: string[] } {
  const [anybody] = handles;
  const nobody = { handles: [], takesSourceIdentity: false, takesTags: false };
  if (issuer === null || anybody === undefined) return nobody;
  const ask = (handle: string) => tokenQuestion(issuer, handle, role.Arn);
  if (!isNamed(role.AssumeRolePolicyDocument, ask(anybody).principal)) return nobody;
  const open = handles.filter((handle) => isOpen(facts, ask(handle)));
  const [first] = open;
  return first === undefined ? nobody : { handles: open, ...carries(facts, ask(first)) };
}

/** Whether the broker may take the role. */
export const brokerQuestion = (brokerArn: string, roleArn: string): Question =>
  questionOf(roleArn, { AWS: brokerArn }, 'sts:AssumeRole', {});

/** Whether the console may take the role for a person by a token of its issuer. */
export function tokenQuestion(issuer: string, handle: string, roleArn: string): Question {
  const { partition = 'aws', accountId = '' } = parseArn(roleArn) ?? {};
  const host = issuer.replace(/^https:\/\//, '');
  const Federated = `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
  return questionOf(roleArn, { Federated }, 'sts:AssumeRoleWithWebIdentity', {
    [`${host}:aud`]: TOKEN_AUDIENCE,
    [`${host}:sub`]: subjectOf(handle),
  });
}

const questionOf = (
  resource: string,
  principal: Question['principal'],
  action: string,
  context: Question['context'],
): Question => ({ action, principal, resource, context, unknownKeys: 'assume-unknown' });

const isOpen = (facts: WorldFacts, question: Question): boolean =>
  decideQuestion(facts, question).decision !== 'deny';

/**
 * Whether the call fails for the source identity alone, and whether it fails for the tags alone:
 * both sides have to allow `sts:SetSourceIdentity` and `sts:TagSession`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function carries(facts: WorldFacts, question: Question): Carries {
  const reasonOf = (params: Question['params']) =>
    decideQuestion(facts, {
      ...question,
      params: { RoleSessionName: 'db-somebody-aaaaaaaa', ...params },
    }).reason;
  const named = { SourceIdentity: 'db-somebody' };
  const takesSourceIdentity = !reasonOf(named).startsWith('source-identity-denied');
  const tagged = reasonOf({ ...(takesSourceIdentity ? named : {}), ...TAGGED });
  return { takesSourceIdentity, takesTags: !tagged.startsWith('tag-session-denied') };
}

const TAGGED = {
  Tags: Object.fromEntries(SESSION_TAG_KEYS.map((key) => [key, 'something'])),
  TransitiveTagKeys: [...SESSION_TAG_KEYS],
};
