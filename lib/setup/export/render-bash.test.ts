import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mergedConsole, textOf } from '../fakes/exported';
import { type Hostile, hostileSource, LIVE } from '../fakes/hostile';
import { TOOLING } from '../fakes/inventory';
import { renderBash } from './render-bash';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'export-bash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Answers as AWS does where nothing stands yet, and keeps every word it was given. */
const FAKE_AWS = String.raw`#!/bin/sh
printf '%s\0' "$#" "$@" >> "$TAPE"
missing() { echo 'An error occurred (NoSuchEntity) when calling it' >&2; exit 254; }
case "$1 $2" in
  'sts get-caller-identity') echo "$ACCOUNT" ;;
  'iam create-role') touch "$TAPE.role" ;;
  'iam get-role') if [ -e "$TAPE.role" ]; then cat "$LIVE"; else missing; fi ;;
  'iam get-'*) if [ -s "$LIVE.policy" ]; then cat "$LIVE.policy"; else missing; fi ;;
esac
`;

type Options = { account?: string; policy?: string };

function runWithFakeAws(
  script: string,
  { account = '111122223333', policy = '' }: Options = {},
) {
  const home = mkdtempSync(path.join(folder, 'run-'));
  const tape = path.join(home, 'tape');
  const live = path.join(home, 'live.json');
  const bin = path.join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'aws'), FAKE_AWS);
  chmodSync(path.join(bin, 'aws'), 0o755);
  writeFileSync(tape, '');
  writeFileSync(live, JSON.stringify(JSON.parse(LIVE), null, 4));
  writeFileSync(`${live}.policy`, policy);
  writeFileSync(path.join(home, 'plan.sh'), script);
  const done = spawnSync('bash', ['plan.sh'], {
    cwd: home,
    encoding: 'utf8',
    env: {
      NODE_ENV: 'test',
      PATH: `${bin}:${process.env['PATH']}`,
      TAPE: tape,
      LIVE: live,
      ACCOUNT: account,
    },
  });
  return {
    status: done.status,
    stdout: done.stdout,
    stderr: done.stderr,
    calls: callsOf(readFileSync(tape, 'utf8')),
    isBrokenOut: existsSync(path.join(home, 'CANARY')),
  };
}

/** Each call is its number of words, then the words, each ended by a NUL. */
function callsOf(tape: string): string[][] {
  const words = tape.split('\0').slice(0, -1);
  const calls: string[][] = [];
  for (let at = 0; at < words.length; ) {
    const count = Number(words[at]);
    calls.push(words.slice(at + 1, at + 1 + count));
    at += 1 + count;
  }
  return calls;
}

const writesIn = (calls: string[][]) =>
  calls.filter(([, name]) => /^(create|put|update|delete)/.test(name ?? ''));

const expectedWrites = (values: Hostile) => [
  [
    'iam',
    'create-role',
    '--cli-input-json',
    JSON.stringify(
      {
        RoleName: values.roleName,
        Path: values.holder,
        ...(values.description !== '' && { Description: values.description }),
        MaxSessionDuration: 3600,
        Tags: [{ Key: values.title, Value: values.policyName }],
      },
      null,
      2,
    ),
    '--assume-role-policy-document',
    values.document,
  ],
  [
    'iam',
    'put-user-policy',
    `--user-name=${values.holder}`,
    `--policy-name=${values.policyName}`,
    '--policy-document',
    values.document,
  ],
  [
    'iam',
    'update-assume-role-policy',
    `--role-name=${values.roleName}`,
    '--policy-document',
    values.document,
  ],
];

it('hands every name and document to aws as it is, whatever it holds', () => {
  fc.assert(
    fc.property(hostileSource, ({ hostile, source, account }) => {
      const { status, stderr, calls, isBrokenOut } = runWithFakeAws(
        renderBash(source, account),
      );
      expect(stderr).toBe('');
      expect(isBrokenOut).toBe(false);
      expect(writesIn(calls)).toEqual(expectedWrites(hostile));
      expect(status).toBe(0);
    }),
    { numRuns: 40 },
  );
}, 120_000);

const changedPolicy = async () => textOf(await mergedConsole(), 'bash', TOOLING);

const asPrinted = (document: unknown) => JSON.stringify(document, null, 4);

const theirs = {
  Version: '2012-10-17',
  Statement: { Sid: 'Theirs', Effect: 'Deny', Action: 's3:*', Resource: '*' },
};

it('writes over the document that the plan was made from', async () => {
  const policy = asPrinted(theirs);
  const { status, stdout, calls } = runWithFakeAws(await changedPolicy(), { policy });
  expect(stdout).toMatch(/^Written: AllowAssume-/);
  expect(status).toBe(0);
  const [, , , , , document = ''] = writesIn(calls)[0] ?? [];
  expect(JSON.parse(document).Statement).toHaveLength(2);
});

it.each([
  ['another document', asPrinted({ ...theirs, Statement: [] })],
  ['no document any more', ''],
])('refuses before any write when it finds %s', async (_, policy) => {
  const { status, stderr, calls } = runWithFakeAws(await changedPolicy(), { policy });
  expect(stderr).toMatch(
    /^Stopped: AllowAssume-.*: what is live was changed since the plan was made\. Make a new plan\.\n$/,
  );
  expect(status).toBe(1);
  expect(writesIn(calls)).toEqual([]);
});

it('refuses keys of another account before it reads anything', async () => {
  const script = await changedPolicy();
  const { status, stderr, calls } = runWithFakeAws(script, { account: '999988887777' });
  expect(stderr).toBe(
    'Stopped: these keys are of account 999988887777, not of 111122223333.\n',
  );
  expect(status).toBe(1);
  expect(calls).toHaveLength(1);
});
