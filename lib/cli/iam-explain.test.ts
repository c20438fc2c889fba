import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iamExplain } from './iam-explain';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-policies-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(content: string | object, ...options: string[]) {
  const file = path.join(folder, 'policy.json');
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(file, text);
  return explain(file, ...options);
}

async function explain(...args: string[]) {
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await iamExplain(args, {
    stdout: (line) => out.push(line),
    stderr: (line) => errors.push(line),
  });
  return { code, out, errors };
}

const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: 'sts:AssumeRole',
    },
  ],
};

describe('drawbridge iam explain', () => {
  it('prints a document with plain words under each line', async () => {
    const { code, out, errors } = await run(trust);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toEqual([
      'Trust policy',
      '1. Allows anyone in account 444455556666 whose own policies allow it to take the',
      '   role.',
      '',
      ' 1   {',
      ' 2     "Version": "2012-10-17",',
      `       # The current policy language: variables such as \${aws:username} are`,
      '       # filled in.',
      ' 3     "Statement": [',
      '       # The rules. Each is read by itself; a denial wins over every grant.',
      ' 4       {',
      '         # Statement 1. Allows anyone in account 444455556666 whose own policies',
      '         # allow it to take the role.',
      ' 5         "Effect": "Allow",',
      '           # Allows what this statement covers, unless something denies it.',
      ' 6         "Principal": {',
      '           # Whom it is about:',
      ' 7           "AWS": "arn:aws:iam::444455556666:root"',
      '             # Everyone in account 444455556666 whose own policies allow it:',
      '             # that account decides who.',
      ' 8         },',
      ' 9         "Action": "sts:AssumeRole"',
      '           # Take the role: get temporary credentials for it.',
      '10       }',
      '11     ]',
      '12   }',
    ]);
  });

  it('marks the lines that AWS would refuse', async () => {
    const { code, out } = await run({ ...trust, Version: '2020-01-01' });
    expect(code).toBe(0);
    expect(out).toContain(' 2 !   "Version": "2020-01-01",');
    expect(out).toContain('       # Set Version to "2012-10-17".');
  });

  it('takes the kind it is told', async () => {
    const scp = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
    };
    const { out } = await run(scp, '--kind', 'scp');
    expect(out[0]).toBe('Service control policy');
    expect(out).toContain('1. Lets through everything on everything.');
  });

  it('says of a policy of the organization what it does that nobody may mean', async () => {
    const rcp = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcd123456' } },
      },
    };
    const { out } = await run(rcp, '--kind', 'rcp');
    expect(out.join(' ').replaceAll(/ +/g, ' ')).toContain(
      '! Statement 1: This denies services of AWS as well, which belong to no organisation:',
    );
    const json = await run(rcp, '--kind', 'rcp', '--json');
    expect(JSON.parse(json.out.join('')).warnings).toMatchObject([
      { statementIndex: 0, code: 'denies-services' },
    ]);
  });

  it('takes the full access that AWS attaches to resources for a sound policy', async () => {
    const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    const rcp = { Version: '2012-10-17', Statement: full };
    const { out } = await run(rcp, '--kind', 'rcp');
    expect(out.filter((line) => /^ *\d+ !/.test(line))).toEqual([]);
    const narrower = { ...rcp, Statement: { ...full, Action: 's3:*' } };
    const refused = await run(narrower, '--kind', 'rcp');
    expect(refused.out.join(' ')).toContain('Set Effect to "Deny"');
  });

  it('prints JSON for other programs', async () => {
    const { code, out } = await run(trust, '--json');
    const explained = JSON.parse(out.join('\n'));
    expect(code).toBe(0);
    expect(explained.kind).toBe('trust');
    expect(explained.lines[8]).toEqual({
      number: 9,
      text: '      "Action": "sts:AssumeRole"',
      says: 'Take the role: get temporary credentials for it.',
      isProblem: false,
    });
  });

  it('names the place where a file stops being JSON', async () => {
    const { code, out, errors } = await run(
      '{\n  "Version": "2012-10-17"\n  "Statement": []}',
    );
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /policy\.json: line 3, column 3: Expected "," or "}" here\.$/,
    );
  });

  it('names a file that cannot be read', async () => {
    const { code, errors } = await explain(path.join(folder, 'nowhere.json'));
    expect(code).toBe(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('nowhere.json: there is no such file');
  });

  it.each([[[]], [['a', 'b']], [['a', '--kind', 'vault']], [['a', '--yaml']]])(
    'says how it is used when called with %j',
    async (args) => {
      const { code, errors } = await explain(...args);
      expect(code).toBe(2);
      expect(errors[0]).toMatch(/^usage: drawbridge iam explain FILE/);
    },
  );
});
