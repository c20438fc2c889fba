import { afterAll, beforeAll } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import type { Aws, AwsConnection } from '@/lib/ports';
import { startTestPractice } from '@/lib/practice/test-practice';
import { CONTROL_TOKEN } from './test-deps';

export { CONTROL_TOKEN };

export const TOOLING = '111122223333';
export const DATA = '444455556666';
export const MANAGEMENT = '100020003000';

type Practice = Awaited<ReturnType<typeof startTestPractice>>;
type Bench = {
  practice: Practice;
  aws: Aws;
  inPractice(accountId: string): AwsConnection;
};

/** The console's AWS calls against practice accounts of their own; call the result inside tests. */
export function usePracticeAws(): () => Bench {
  let bench: Bench | null = null;
  beforeAll(async () => {
    const practice = await startTestPractice({ seed: 'org' });
    const { url, worldId } = practice;
    bench = {
      practice,
      aws: createAws({
        practice: { url, controlToken: CONTROL_TOKEN },
        awsEndpoint: url,
      }),
      inPractice: (accountId) => ({
        kind: 'practice',
        worldId,
        accountId,
        partition: 'aws',
        region: 'us-east-1',
      }),
    };
  });
  afterAll(() => bench?.practice.stop());
  return () => {
    if (!bench) throw new Error('The practice accounts are there once tests run.');
    return bench;
  };
}

/** The value of a call that must have worked. */
export function worked<T>(
  result: { ok: true; value: T } | { ok: false; error: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
