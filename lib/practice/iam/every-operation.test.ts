import { CreateUserCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORM } from '../test-nonsense';
import type { Keys } from '../test-practice';
import { send, sign } from '../test-sign';
import { iamOperations } from './operations';
import { soundForm, wildForm } from './test-forms';
import { admin, practice, startTooling, tooling } from './test-tooling';

const OPERATIONS = Object.keys(iamOperations).sort();
const TRIES = 12;

beforeAll(startTooling);
afterAll(() => practice.stop());

const call = (keys: Keys, body: string) =>
  send(
    practice.url,
    sign(practice.url, keys, {
      service: 'iam',
      method: 'POST',
      path: '/',
      body,
      headers: FORM,
    }),
  );

describe('every operation of IAM', () => {
  it('asks first whether the caller may', async () => {
    await admin.iam.send(new CreateUserCommand({ UserName: 'powerless' }));
    const powerless = await practice.actAs(`arn:aws:iam::${tooling}:user/powerless`);
    const answers: string[] = [];
    for (const operation of OPERATIONS) {
      const { status, text } = await call(powerless, soundForm(operation));
      const [, code = 'no error'] = /<Code>(\w+)<\/Code>/.exec(text) ?? [];
      answers.push(`${operation}: ${status} ${code}`);
    }
    expect(answers).toEqual(OPERATIONS.map((name) => `${name}: 403 AccessDenied`));
  });

  it('answers sound and nonsensical members, or refuses them in its own shape', {
    timeout: 120_000,
  }, async () => {
    const keys = await practice.actAs(`arn:aws:iam::${tooling}:root`);
    for (const operation of OPERATIONS)
      for (let count = 0; count < TRIES; count += 1) {
        const body = wildForm(operation);
        const { status, text } = await call(keys, body);
        expect(status, body).toBeLessThan(500);
        expect(text, body).toMatch(
          status < 300 ? new RegExp(`^<${operation}Response `) : /<Code>\w+<\/Code>/,
        );
      }
    expect(practice.lines).toEqual([]);
  });
});
