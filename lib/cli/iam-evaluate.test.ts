import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, run } from './estate/test-folder';
import { iamEvaluate } from './iam-evaluate';

async function runOn(files: Record<string, string>) {
  const folder = folderOf(files);
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  const { code, out, errors } = await run(iamEvaluate, ...paths);
  return {
    code,
    answers: out.map((line) => JSON.parse(line)),
    errors: errors.map((line) => path.relative(folder, line)),
  };
}

const answersTo = (content: string) => runOn({ 'cases.json': content });

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
    const { code, answers } = await answersTo(
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
    const { answers } = await answersTo(cases({ ...decision, expected }));
    expect(answers[0]).toMatchObject({ decision: 'allow', reason: 'allow-root' });
  });

  it('names every document that AWS would not take for its size, and answers', async () => {
    const long = (count: number) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: `s3:${'x'.repeat(count)}`, Resource: '*' }],
    });
    const role = {
      Path: '/',
      RoleName: 'deploy',
      RoleId: 'AROADEPLOY000000001',
      Arn: 'arn:aws:iam::111122223333:role/deploy',
      AssumeRolePolicyDocument: long(9000),
      RolePolicyList: [{ PolicyName: 'own', PolicyDocument: long(11_000) }],
    };
    const account = decision.world.accounts['111122223333'];
    const org = {
      Id: 'o-example1',
      ManagementAccountId: '999900001111',
      Targets: [],
      Policies: {
        'p-1': { Type: 'SERVICE_CONTROL_POLICY', Name: 'long', Content: long(20_000) },
      },
    };
    const world = {
      org,
      accounts: { '111122223333': { ...account, RoleDetailList: [role] } },
    };
    const { code, answers, errors } = await answersTo(
      cases({ ...decision, world }, decision),
    );
    expect(code).toBe(2);
    expect(answers).toHaveLength(2);
    const start = 'cases.json: cases[0]:';
    expect(errors.map((line) => line.replace(/\d+ characters.*/, '…'))).toEqual([
      `${start} trust policy of ${role.Arn}: …`,
      `${start} inline policies of ${role.Arn}: …`,
      `${start} policy p-1 of the organization: …`,
    ]);
  });

  it('says what it does not support and ends with code 3', async () => {
    const { code, answers } = await answersTo(
      cases(
        { id: 't-003', kind: 'forecast', question: {} },
        { id: 't-010', kind: 'constructor', question: {} },
      ),
    );
    expect(code).toBe(3);
    expect(answers).toEqual([
      { id: 't-003', error: 'not-supported', feature: 'forecast' },
      { id: 't-010', error: 'not-supported', feature: 'constructor' },
    ]);
  });

  it('names a file that is no case file and ends with code 2', async () => {
    const { code, errors } = await answersTo('{"format": 2}');
    expect({ code, errors }).toEqual({
      code: 2,
      errors: ['cases.json: it is no case file of format 1'],
    });
  });

  it('goes on after a file that cannot be read', async () => {
    const good = cases({ id: 't-004', kind: 'validate', question: length });
    const { code, answers, errors } = await runOn({
      'a.json': '{\n  "format": 1,\n  "cases": [}',
      'b.json': `\uFEFF${good.replaceAll('{', '{\r\n')}`,
      'c.json': '',
      'd.json': cases({ id: 't-005', kind: 'forecast', question: {} }),
    });
    expect(errors).toEqual([
      'a.json: line 3, column 13: Expected a value here.',
      'c.json: line 1, column 1: The document ends too early.',
    ]);
    expect(answers).toEqual([
      { id: 't-004', valid: true },
      { id: 't-005', error: 'not-supported', feature: 'forecast' },
    ]);
    expect(code).toBe(2);
  });

  it('goes on after a case that cannot be read', async () => {
    const { question, world } = decision;
    const { code, answers, errors } = await answersTo(
      cases(
        { kind: 'validate', question: length },
        { id: 't-006', kind: 'decision', question: { ...question, action: 7 }, world },
        { id: 't-007', kind: 'decision', question: {}, world },
        { id: 't-008', kind: 'graph', question: { from: '*' }, world },
        {
          id: 't-009',
          kind: 'findings',
          question: {},
          world: { accounts: { '1': { RoleDetailList: [{}] } } },
        },
        { ...decision, world: { accounts: { '111122223333': {} } } },
        { ...decision, world: { accounts: { '\u001b[2J\u202e': { Policies: 7 } } } },
      ),
    );
    expect(errors).toEqual([
      'cases.json: cases[0]: has no id',
      'cases.json: cases[1].question.action: has another shape',
      'cases.json: cases[2].question: has no action',
      'cases.json: cases[3].question: has no context',
      'cases.json: cases[4].world.accounts.1.RoleDetailList[0]: has no Arn',
      'cases.json: cases[6].world.accounts.?[2J?.Policies: has another shape',
    ]);
    expect(answers.map(({ id, reason }) => [id, reason])).toEqual([
      ['t-002', 'no-such-resource'],
    ]);
    expect(code).toBe(2);
  });
});
