// The policy editor's questions on a policy of 10 KB, in a process of its own.
import { iamVocabulary } from '@/lib/aws/iam-vocabulary';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor } from '@/lib/ports';
import { checkPolicy } from '@/lib/setup/policy/check-policy';
import { compactPolicy } from '@/lib/setup/policy/compact-policy';

const CHECKS = 40;
const CHARACTERS = 10_000;
const SERVICES = ['s3', 'ec2', 'kms', 'iam', 'sqs', 'sns', 'dynamodb', 'lambda'];

const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'bench',
  name: 'Bench',
  email: 'bench@example.com',
  workspaceId: WorkspaceId.parse('w1'),
  workspaceName: 'Bench',
  workspaceKind: 'practice',
  role: 'admin',
};

const statement = (at: number) => {
  const service = SERVICES[at % SERVICES.length] ?? 's3';
  return {
    Sid: `Statement${at}`,
    Effect: at % 7 === 6 ? 'Deny' : 'Allow',
    Action: [`${service}:Get*`, `${service}:List*`, `${service}:Descibe${at}`],
    Resource: `arn:aws:${service}:eu-west-1:111122223333:thing/${at}/*`,
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${at}` } },
  };
};

function policyOf(characters: number): string {
  const Statement: unknown[] = [];
  let text = '';
  while (text.length < characters) {
    Statement.push(statement(Statement.length));
    text = JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
  }
  return text;
}

/** Milliseconds of CPU: the clock would tell what else the machine does. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

const text = policyOf(CHARACTERS);
const deps = {
  vocabulary: iamVocabulary,
  accounts: { list: async () => [] },
  snapshots: { loadLatest: async () => [], loadOrg: async () => null },
};
// Each letter makes another text, so nothing is remembered.
const check = (typed: string) =>
  checkPolicy(deps, actor, { text: `${text}${typed}`, kind: 'identity' });

const firstCheck = await timed(() => check(''));
const times: number[] = [];
for (let at = 1; at <= CHECKS; at += 1) {
  times.push(await timed(() => check(' '.repeat(at))));
}
times.sort((a, b) => a - b);
const compact = await timed(() => compactPolicy(deps, actor, { text, kind: 'identity' }));
// The slowest but one of forty: nearly every letter keeps the budget.
const slow = times[CHECKS - 2] ?? 0;
process.stdout.write(JSON.stringify({ check: slow, firstCheck, compact }));
