import { describe, expect, it } from 'vitest';
import { AccountId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AwsConnection,
  AwsFailure,
  StoredAccount,
  StoredConnection,
  StoredIssue,
  StoredRevocation,
  TrailEvent,
  TrailQuery,
  TrailReading,
} from '@/lib/ports';
import { now, roleArn, actor as viewer } from '../test-world';
import { findTrailSessions } from './find-trail-sessions';
import { keepTakings } from './keep-takings';

const PROD = AccountId.parse('777788889999');
const admin = { ...viewer, role: 'admin' } as const;
const at = new Date(now.getTime() - 10 * 60_000);

const taking = (change: Partial<TrailEvent> = {}): TrailEvent => ({
  id: 'e1',
  name: 'AssumeRole',
  source: 'sts.amazonaws.com',
  at,
  callerArn: 'arn:aws:iam::111122223333:user/lee',
  issuerArn: null,
  callerAccountId: '111122223333',
  roleArn,
  sessionName: 'lee-laptop',
  errorCode: null,
  callerName: null,
  isByService: false,
  program: 'aws-cli/2.30.1',
  sourceIp: '203.0.113.7',
  given: {
    accessKeyId: 'ASIAEXAMPLE',
    sourceIdentity: 'lee',
    endsAt: new Date(at.getTime() + 3_600_000),
  },
  ...change,
});

type Given = {
  events?: TrailEvent[];
  issues?: Partial<StoredIssue>[];
  revocations?: Partial<StoredRevocation>[];
  trouble?: AwsFailure[];
};

function world({ events = [], issues = [], revocations = [], trouble = [] }: Given) {
  const asked: TrailQuery[] = [];
  const connection = {
    kind: 'assumed',
    hubAccountId: '111122223333',
    readRoleArn: `arn:aws:iam::${PROD}:role/reader`,
  } as StoredConnection;
  const place = { kind: 'ambient', partition: 'aws', region: 'us-east-1' } as const;
  const clock = { now: () => now };
  const lookupEvents = async (
    _: AwsConnection,
    query: TrailQuery,
  ): Promise<Result<TrailReading, AwsFailure>> => {
    asked.push(query);
    const failure = trouble.shift();
    if (failure) return err(failure);
    return ok({
      events: events.filter(({ name }) => name === query.value),
      isMore: false,
    });
  };
  const deps = {
    takingsOf: keepTakings({ aws: { lookupEvents }, clock }),
    accounts: {
      list: async () => [{ id: String(PROD), name: 'Prod', connection } as StoredAccount], // what is read of it
    },
    connectionOf: () => ({ ...place, accountId: PROD }),
    issues: {
      named: async (_: unknown, names: string[]) =>
        (issues as StoredIssue[]).filter(({ sessionName }) =>
          names.includes(sessionName),
        ),
    },
    revocations: { listOpen: async () => revocations as StoredRevocation[] },
    clock,
  };
  const find = (fresh = false) =>
    findTrailSessions(deps, admin, { accountId: PROD, fresh });
  async function sessions() {
    const found = await find();
    return found.ok ? found.value.sessions : [];
  }
  return { deps, asked, find, sessions };
}

describe('sessions past this console', () => {
  it('are told with who, by what, as whom, when and until when', async () => {
    expect(await world({ events: [taking()] }).sessions()).toMatchObject([
      {
        roleName: 'deploy',
        accountName: 'Prod',
        caller: 'arn:aws:iam::111122223333:user/lee',
        isCallerNamed: true,
        sessionName: 'lee-laptop',
        sourceIdentity: 'lee',
        program: 'aws-cli/2.30.1',
        sourceIp: '203.0.113.7',
        takenAt: '2026-11-24T08:50:00.000Z',
        endsAt: '2026-11-24T09:50:00.000Z',
        state: 'live',
        whyNot: null,
      },
    ]);
  });

  it('hold none of our own record, unless a name of ours was typed elsewhere', async () => {
    const sessionName = 'db-mei-k3jx7q2a';
    const issues = [{ roleArn, sessionName, issuedAt: at }];
    const ours = taking({ sessionName });
    const typed = taking({
      sessionName,
      at: new Date(at.getTime() + 5 * 60_000),
      given: { accessKeyId: 'ASIAOTHER', sourceIdentity: null, endsAt: now },
    });
    const found = await world({ events: [ours, typed], issues }).sessions();
    expect(found.map(({ takenAt }) => takenAt)).toEqual([typed.at.toISOString()]);
  });

  it('hold neither refusals, nor roles of strangers, nor how the console reads', async () => {
    const reader = `arn:aws:iam::${PROD}:role/reader`;
    const events = [
      taking({ errorCode: 'AccessDenied', given: null }),
      taking({ roleArn: 'arn:aws:iam::999900001111:role/theirs' }),
      taking({ roleArn: reader, sessionName: 'drawbridge-read' }),
    ];
    expect(await world({ events }).sessions()).toEqual([]);
    const posing = taking({
      roleArn: reader,
      sessionName: 'drawbridge-read',
      callerAccountId: '444455556666',
    });
    expect(await world({ events: [posing] }).sessions()).toHaveLength(1);
  });

  it('are ended or revoked as the time and the denials have it', async () => {
    const ended = taking({
      id: 'e2',
      given: { accessKeyId: 'ASIAENDED', sourceIdentity: null, endsAt: now },
    });
    const revocations = [{ roleArn, sessionName: 'lee-laptop', cutOffAt: now }];
    const found = await world({ events: [taking(), ended], revocations }).sessions();
    expect(found.map(({ state }) => state)).toEqual(['revoked', 'ended']);
    const earlier = [{ roleArn, sessionName: null, cutOffAt: at }];
    const later = await world({ events: [taking()], revocations: earlier }).sessions();
    expect(later[0]?.state).toBe('live');
  });
});

describe('asking CloudTrail', () => {
  it('asks once for each way to take a role, and keeps the answer until it is asked afresh', async () => {
    const { find, asked } = world({ events: [taking()] });
    await find();
    await find();
    expect(asked.map(({ value }) => value)).toEqual([
      'AssumeRole',
      'AssumeRoleWithSAML',
      'AssumeRoleWithWebIdentity',
    ]);
    await find(true);
    expect(asked).toHaveLength(6);
  });

  it('says why an account could not be asked, and does not keep that', async () => {
    const denied: AwsFailure = {
      kind: 'refused',
      operation: 'cloudtrail:LookupEvents',
      code: 'AccessDeniedException',
      message: 'no',
      requestId: null,
    };
    const { find } = world({ events: [taking()], trouble: [denied] });
    expect(await find()).toMatchObject({
      error: { kind: 'aws_refused', operation: 'cloudtrail:LookupEvents' },
    });
    expect(await find()).toMatchObject({ ok: true });
  });

  it('is for those who administer sessions, on accounts that are known', async () => {
    const { deps } = world({});
    const input = { accountId: PROD, fresh: false };
    expect(await findTrailSessions(deps, viewer, input)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    const other = { ...input, accountId: AccountId.parse('999900001111') };
    expect(await findTrailSessions(deps, admin, other)).toMatchObject({
      error: { kind: 'not_found' },
    });
  });
});
