import { nameOfArn, parseArn } from '@/lib/core/arn';
import { brokerArnOf } from '@/lib/core/broker-arn';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { explainAnswer } from '@/lib/iam/explain/explain-answer';
import type { ExplanationNode } from '@/lib/iam/explain/explanation-node';
import { isNamed } from '@/lib/iam/facts/is-named';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import type { Question } from '@/lib/iam/question';
import type { CollectedAccount } from '@/lib/iam/world';
import type {
  AccountStore,
  Actor,
  Aws,
  AwsConnection,
  ConnectionOf,
  IdentityTokens,
  SnapshotStore,
  StoredAccount,
} from '@/lib/ports';
import { brokerQuestion, tokenQuestion } from '../way-to-role';

export type TrustDeps = {
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest'>;
  aws: Pick<Aws, 'readTarget'>;
  identityTokens: Pick<IdentityTokens, 'issuerOf'>;
  connectionOf: ConnectionOf;
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
};

/**
 * Why the console cannot take a role that somebody holds a grant on: AWS has no such role, or
 * its trust policy as it stands now does not let the console in. Asked only once it was
 * refused: it reads the role anew where the account is connected, else the last reading counts.
 *
 * @param message what AWS said; null when AWS was not asked
 */
export async function whyNotTrusted(
  deps: TrustDeps,
  actor: Actor,
  roleArn: string,
  message: string | null,
): Promise<AppError> {
  const { accountId = '' } = parseArn(roleArn) ?? {};
  const hub = await deps.hubOf(actor.workspaceId);
  const [accounts, readings, issuer] = await Promise.all([
    deps.accounts.list(actor.workspaceId),
    deps.snapshots.loadLatest(actor.workspaceId, [accountId, hub?.accountId ?? '']),
    deps.identityTokens.issuerOf(actor.workspaceId),
  ]);
  const owner = accounts.find(({ id }) => id === accountId);
  const accountName = owner?.name ?? accountId;
  const world = Object.fromEntries(readings.map((one) => [one.accountId, one.account]));
  const trust = await trustNow(deps, roleArn, owner, accounts);
  const account = withTrust(world[accountId], roleArn, trust);
  if (account === 'gone') return { kind: 'role_gone', roleArn, accountName };
  const mend = `Whoever administers ${accountName} can mend it.`;
  const refused = { kind: 'trust_refused', roleArn, message } as const;
  if (!account || !hub) return { ...refused, why: mend };
  const brokerArn = brokerArnOf(hub, accounts, world[hub.accountId]);
  const why = explain({ ...world, [accountId]: account }, actor, {
    roleArn,
    brokerArn,
    issuer,
  });
  return { ...refused, why: `${why} ${mend}` };
}

/** The trust policy at AWS now; undefined when it could not be asked, null when there is no role. */
async function trustNow(
  { aws, connectionOf }: TrustDeps,
  roleArn: string,
  owner: StoredAccount | undefined,
  accounts: StoredAccount[],
): Promise<string | null | undefined> {
  const connection = owner ? connectionOf(owner, accounts) : null;
  if (!connection) return undefined;
  const target = { kind: 'trust', roleName: nameOfArn(roleArn) } as const;
  const read = await aws.readTarget(connection, target);
  if (!read.ok) return undefined;
  return read.value.exists ? (read.value.document ?? undefined) : null;
}

/** The account as it was read, with the role's trust policy of now. */
function withTrust(
  account: CollectedAccount | undefined,
  roleArn: string,
  trust: string | null | undefined,
): CollectedAccount | 'gone' | undefined {
  if (trust === null) return 'gone';
  if (!account) return undefined;
  const roles = account.RoleDetailList;
  if (!roles.some(({ Arn }) => Arn === roleArn))
    return trust === undefined ? 'gone' : undefined;
  if (trust === undefined) return account;
  return {
    ...account,
    RoleDetailList: roles.map((role) =>
      role.Arn === roleArn ? { ...role, AssumeRolePolicyDocument: trust } : role,
    ),
  };
}

type Asked = { roleArn: string; brokerArn: string; issuer: string | null };

function explain(
  accounts: Record<string, CollectedAccount>,
  { handle }: Actor,
  { roleArn, brokerArn, issuer }: Asked,
): string {
  const questions = [
    ...(issuer ? [tokenQuestion(issuer, handle, roleArn)] : []),
    brokerQuestion(brokerArn, roleArn),
  ];
  const role = Object.values(accounts)
    .flatMap(({ RoleDetailList }) => RoleDetailList)
    .find(({ Arn }) => Arn === roleArn);
  const question = questions.find(
    ({ principal }) => role && isNamed(role.AssumeRolePolicyDocument, principal),
  );
  if (!question)
    return `Its trust policy names neither ${brokerArn}${issuer ? ` nor the issuer ${issuer}` : ', as which the console asks'}.`;
  return sayFailing(accounts, handle, question);
}

function sayFailing(
  accounts: Record<string, CollectedAccount>,
  handle: string,
  question: Question,
): string {
  const name = `db-${handle}`;
  const asked = {
    ...question,
    params: { SourceIdentity: name, RoleSessionName: `${name}-aaaaaaaa` },
  };
  const answer = explainAnswer(collectFacts({ accounts }), asked);
  const [statement] = statementsOf(answer)
    .filter(isFailing)
    .sort((a, b) => Number(isDenial(b)) - Number(isDenial(a)));
  if (!statement) return answer.sentence;
  const { sid, statementIndex, statement: source } = statement.detail;
  return `${statement.sentence} That is ${sid ? `the statement ${sid}` : `statement ${statementIndex + 1}`} of its trust policy: ${JSON.stringify(source)}.`;
}

const isDenial = ({ detail }: StatementNode): boolean => detail.effect === 'Deny';

/** A denial that meets the console, or what would let it in but for a condition. */
const isFailing = (statement: StatementNode): boolean =>
  isDenial(statement)
    ? statement.verdict !== 'does-not-apply'
    : statement.verdict === 'applies-if' || statement.detail.missing === 'condition';

type StatementNode = Extract<ExplanationNode, { kind: 'statement' }>;

/** The statements of the trust policy, in the order of the document. */
const statementsOf = (node: ExplanationNode): StatementNode[] =>
  node.kind === 'statement' && node.detail.policy.kind === 'trust'
    ? [node]
    : node.children.flatMap(statementsOf);
