import { nameOfArn, parseArn } from '@/lib/core/arn';
import { MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { decideQuestion } from '@/lib/iam/evaluate/decide-question';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import type { RoleDetail } from '@/lib/iam/world';
import type {
  AwsConnection,
  AwsFailure,
  RevocationProof,
  StoredRevocation,
} from '@/lib/ports';
import { sourceIdentityIn } from '../session-names';
import { onlyStatement, sidOf } from './denial-policy';
import { placeOf, type RevokeDeps } from './revoke-deps';

type Found = Omit<RevocationProof, 'at'>;

/**
 * Shows that the denial works. We keep nobody's keys, so it cannot be their session that asks:
 * in practice accounts a session of the same name does, elsewhere the engine answers for the
 * policy as AWS gave it back, which needs no session in somebody's name.
 */
export async function proveRevocation(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  document: string | null,
): Promise<RevocationProof> {
  const hub = await deps.hubOf(revocation.workspaceId);
  const found =
    // One of ours has its name alone; another name can be taken again, and is then not denied.
    hub?.kind === 'practice' && revocation.userId !== null
      ? await askAsSession(deps, revocation, hub)
      : null;
  const proof = found ?? askEngine(revocation, document, deps.clock.now());
  return { ...proof, at: deps.clock.now().toISOString() };
}

const PROBE = 'iam:GetAccountSummary';
const TRIES_MS = [0, 1_000, 2_000, 4_000];

async function askAsSession(
  deps: RevokeDeps,
  revocation: StoredRevocation,
  hub: AwsConnection,
): Promise<Found | null> {
  const sessionName = revocation.sessionName ?? '';
  for (const delayMs of TRIES_MS) {
    if (delayMs > 0) await deps.clock.sleep(delayMs);
    const same = await callAs(deps, revocation, hub, sessionName);
    if (same === null) return null;
    if (!isExplicitDenial(same)) continue;
    return {
      method: 'denied-call',
      holds: true,
      sentence: `A session of the same name called ${PROBE}, and the role’s policy denied it.`,
    };
  }
  return {
    method: 'denied-call',
    holds: false,
    sentence: `A session of the same name called ${PROBE}, and no policy of the role denied it. Look at the role.`,
  };
}

type Answer = 'allowed' | AwsFailure;

/** Null where no such session can be had. */
async function callAs(
  deps: RevokeDeps,
  { roleArn, workspaceId, accountId }: StoredRevocation,
  hub: AwsConnection,
  sessionName: string,
): Promise<Answer | null> {
  const place = await placeOf(deps, workspaceId, accountId);
  if (!place) return null;
  const assumed = await deps.aws.assumeRole(hub, {
    roleArn,
    sessionName,
    durationSeconds: MIN_SESSION_SECONDS,
    sourceIdentity: sourceIdentityIn(sessionName),
    ...(place.account.connection?.externalId
      ? { externalId: place.account.connection.externalId }
      : {}),
  });
  if (!assumed.ok) return null;
  const called = await deps.aws.probe(place.connection, assumed.value.credentials);
  return called.ok ? 'allowed' : called.error;
}

const isExplicitDenial = (answer: Answer): boolean =>
  answer !== 'allowed' &&
  answer.kind === 'refused' &&
  /explicit deny in an identity-based policy/.test(answer.message);

const ALLOW_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** The statement in question on a role that may everything else: only it can deny. */
function roleWith(
  { id, roleArn, statement }: StoredRevocation,
  document: string | null,
): RoleDetail {
  const denial = onlyStatement(document, sidOf(id));
  const [, roleId = 'AROAOTHER'] = /"(A[A-Z0-9]{3,}):/.exec(statement) ?? [];
  return {
    Path: '/',
    RoleName: nameOfArn(roleArn),
    RoleId: roleId,
    Arn: roleArn,
    AssumeRolePolicyDocument: ALLOW_ALL,
    RolePolicyList: [
      { PolicyName: 'all', PolicyDocument: ALLOW_ALL },
      ...(denial ? [{ PolicyName: 'denial', PolicyDocument: denial }] : []),
    ],
  };
}

function askEngine(
  revocation: StoredRevocation,
  document: string | null,
  now: Date,
): Found {
  const { roleArn, accountId, cutOffAt, sessionName } = revocation;
  const facts = collectFacts({
    accounts: {
      [accountId]: {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: [roleWith(revocation, document)],
        Policies: [],
      },
    },
  });
  const { partition = 'aws' } = parseArn(roleArn) ?? {};
  const isDenied = (name: string, issuedAt: Date): boolean =>
    decideQuestion(facts, {
      action: PROBE,
      principal: {
        AWS: `arn:${partition}:sts::${accountId}:assumed-role/${nameOfArn(roleArn)}/${name}`,
      },
      resource: '*',
      context: {
        'aws:CurrentTime': now.toISOString(),
        'aws:TokenIssueTime': issuedAt.toISOString(),
      },
      unknownKeys: 'assume-absent',
    }).decision === 'deny';
  const before = new Date(cutOffAt.getTime() - 1_000);
  const after = new Date(cutOffAt.getTime() + 1_000);
  const isMet = isDenied(sessionName ?? 'anybody', before);
  const isOtherMet = sessionName
    ? isDenied('another', before)
    : isDenied('anybody', after);
  const other = sessionName ? 'a session of another name' : 'a session that begins later';
  return {
    method: 'engine',
    holds: isMet && !isOtherMet,
    sentence:
      isMet && !isOtherMet
        ? `Read back from AWS, the policy denies it and does not meet ${other}, by Drawbridge’s policy engine; no call was made in anybody’s name.`
        : 'Read back from AWS, the policy does not deny what it should, by Drawbridge’s policy engine. Look at the role.',
  };
}
