import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iamEvaluate } from './iam-evaluate';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-cases-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(content: string) {
  const file = path.join(folder, 'cases.json');
  await writeFile(file, content);
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await iamEvaluate([file], {
    stdout: (line) => out.push(line),
    stderr: (line) => errors.push(line),
  });
  return { code, answers: out.map((line) => JSON.parse(line)), errors };
}

const cases = (...list: object[]) =>
  JSON.stringify({ format: 1, topic: 't', cases: list });
const length = { kind: 'validate', field: 'RoleName', value: 'deploy' };
const decision = {
  id: 't-002',
  kind: 'decision',
  world: {
    accounts: {
      '111122223333': {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: [],
        Policies: [],
        Buckets: [{ Name: 'notes', Policy: null }],
      },
    },
  },
  question: {
    action: 's3:GetObject',
    principal: { AWS: 'arn:aws:iam::111122223333:root' },
    resource: 'arn:aws:s3:::notes/a',
    context: {},
    unknownKeys: 'assume-absent',
  },
};

describe('drawbridge iam evaluate', () => {
  it('answers each case on a line of its own', async () => {
    const { code, answers } = await run(
      cases({ id: 't-001', kind: 'validate', question: length }, decision),
    );
    expect(code).toBe(0);
    expect(answers[0]).toEqual({ id: 't-001', valid: true });
    expect(answers[1]).toMatchObject({
      id: 't-002',
      decision: 'allow',
      reason: 'allow-root',
    });
  });

  it('gives the same answer whatever a case expects', async () => {
    const expected = { decision: 'deny', reason: 'explicit-deny-scp' };
    const { answers } = await run(cases({ ...decision, expected }));
    expect(answers[0]).toMatchObject({ decision: 'allow', reason: 'allow-root' });
  });

  it('says what it does not support and ends with code 3', async () => {
    const { code, answers } = await run(
      cases({ id: 't-003', kind: 'forecast', question: {} }),
    );
    expect(code).toBe(3);
    expect(answers).toEqual([
      { id: 't-003', error: 'not-supported', feature: 'forecast' },
    ]);
  });

  it('names a file that is no case file and ends with code 2', async () => {
    const { code, errors } = await run('{"format": 2}');
    expect(code).toBe(2);
    expect(errors[0]).toContain('it is no case file of format 1');
  });
});
