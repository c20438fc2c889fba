// What the console adds to the STS call when it hands out credentials.
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const ROUNDS = 200;
const WARM_UP = 20;
const REQUESTS = 50;
const WORKSPACE = 'practice';
const ROLE = 'arn:aws:iam::777788889999:role/prod-read';

const msOf = async (ask) => {
  const began = performance.now();
  await ask();
  return performance.now() - began;
};

export const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1];

/** The role is there once the practice accounts have been read. */
async function untilGranted(origin, cookie) {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await fetch(`${origin}/api/v1/roles`, { headers: { cookie } });
    const { roles } = await answer.json();
    if (roles.some(({ roleArn }) => roleArn === ROLE)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Nobody may take ${ROLE}.`);
}

/** The same call by an SDK client of our own, as the role that the console calls it by. */
async function stsCall({ url, controlToken }) {
  const acting = await fetch(`${url}/_practice/worlds/${WORKSPACE}/act-as`, {
    method: 'POST',
    headers: { authorization: `Bearer ${controlToken}` },
    body: JSON.stringify({
      arn: 'arn:aws:iam::111122223333:role/drawbridge/drawbridge-hub-broker',
    }),
  });
  if (!acting.ok) throw new Error(`Acting as the broker: HTTP ${acting.status}`);
  const credentials = await acting.json();
  const sts = new STSClient({ endpoint: url, region: 'us-east-1', credentials });
  return () =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'db-bench-aaaaaaaa',
        SourceIdentity: 'db-bench',
        ExternalId: 'db1-practice-777788889999',
        DurationSeconds: 900,
      }),
    );
}

/**
 * Asks the console and STS itself in turn, so that both meet the same machine: what one pair
 * differs by is what the console added.
 */
export async function addedByConsoleMs({ origin, cookie, practice }) {
  await untilGranted(origin, cookie);
  const askSts = await stsCall(practice);
  const askConsole = async () => {
    const answer = await fetch(`${origin}/api/v1/credentials`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ roleArn: ROLE, durationSeconds: 900 }),
    });
    if (!answer.ok) throw new Error(`Credentials: HTTP ${answer.status}`);
    await answer.json();
  };
  const added = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const pair = [await msOf(askConsole), await msOf(askSts)];
    if (round >= WARM_UP) added.push(pair[0] - pair[1]);
  }
  const together = await msOf(() =>
    Promise.all(Array.from({ length: REQUESTS }, askConsole)),
  );
  return {
    p50: percentile(added, 0.5),
    p95: percentile(added, 0.95),
    requests: REQUESTS,
    together,
  };
}
