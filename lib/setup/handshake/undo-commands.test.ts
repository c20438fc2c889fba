import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bondText } from '@/lib/core/bond-text';
import { planSource } from '../export/plan-source';
import { fakeConsole } from '../fakes/console';
import { mergedConsole } from '../fakes/exported';
import { account, DATA, TOOLING } from '../fakes/inventory';
import {
  EVERY_PIECE,
  KEY_POLICY,
  NEW_VERSION,
  planOfPieces,
  STANDING_TAGS,
} from '../fakes/pieces';
import { plannedConsole, ROLE } from '../fakes/planned';
import type { Piece } from '../recipes/piece';
import { undoCommands } from './undo-commands';

/** Answers every reading with the file of its kind, and tells every write. */
const FAKE_AWS = `#!/bin/sh
case "$2" in
  get-caller-identity) echo "$ACCOUNT" ;;
  get-policy) printf '0\\t'; cat "$LIVE/held" 2> /dev/null || echo 0 ;;
  list-policy-versions) printf '%b\\n' "$IDLE" ;;
  get-* | list-attached-*) cat "$LIVE/$2" 2> /dev/null || { echo "($REFUSAL)" >&2; exit 254; } ;;
  "$REFUSED") exit 254 ;;
  *) echo "$2" ;;
esac
for one; do
  case "$one" in --policy*=*) printf '%s' "\${one#*=}" > "$LIVE/written" ;; esac
done
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'undo-commands-'));
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(path.join(folder, 'bin', 'aws'), FAKE_AWS);
  chmodSync(path.join(folder, 'bin', 'aws'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type World = Awaited<ReturnType<typeof plannedConsole>>;

function undoOf({ deps, planId }: Pick<World, 'deps' | 'planId'>, accountId: string) {
  const plan = deps.plans.rows.get(planId);
  const accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')];
  const source = plan && planSource(plan, accounts, null);
  const half = source?.accounts.find((one) => one.accountId === accountId);
  if (!plan || !source || !half) throw new Error('no half');
  return { plan, text: undoCommands(source, half) };
}

/** The writes that the commands make where AWS prints these documents. */
const writesOf = (text: string, live: Record<string, string>): string[] =>
  runWith(text, live).stdout.split('\n').slice(0, -1);

type Run = {
  /** Where all programs are found, beside those of the machine. */
  bin?: string;
  /** The account of the keys; that of the half where none is said. */
  ACCOUNT?: string;
  /** What AWS says of what is not among the documents. */
  REFUSAL?: string;
  /** A write that AWS refuses. */
  REFUSED?: string;
};

function runWith(text: string, live: Record<string, string>, { bin, ...aws }: Run = {}) {
  for (const name of readdirSync(folder))
    if (name !== 'bin') rmSync(path.join(folder, name));
  for (const [call, document] of Object.entries(live)) {
    const printed = JSON.stringify(JSON.parse(document), null, 4);
    writeFileSync(path.join(folder, call), printed);
  }
  return spawnSync('bash', ['-c', text], {
    encoding: 'utf8',
    env: {
      NODE_ENV: 'test',
      PATH: bin ?? `${path.join(folder, 'bin')}:${process.env['PATH']}`,
      LIVE: folder,
      IDLE: 'v1\\tv3\\tv10\\tv2',
      ACCOUNT: /of account (\d{12})/.exec(text)?.[1],
      REFUSAL: 'NoSuchEntity',
      ...aws,
    },
  });
}

/** A folder with `aws` and the few programs that every machine has. */
function bareBin(): string {
  const bin = path.join(folder, 'bin');
  for (const name of ['bash', 'sh', 'cat', 'cut', 'tr', 'sha256sum', 'shasum']) {
    const found = (process.env['PATH'] ?? '')
      .split(':')
      .map((one) => path.join(one, name))
      .find((one) => existsSync(one));
    if (found) symlinkSync(found, path.join(bin, name));
  }
  return bin;
}

const hasJq = spawnSync('jq', ['--version']).status === 0;

const EDITED = JSON.stringify({ Version: '2012-10-17', Statement: [] });

describe('the commands that take a half back', () => {
  it('put the document back that stood before', async () => {
    const { plan, text } = undoOf(await mergedConsole(), TOOLING);
    const after = plan.steps.find(({ accountId }) => accountId === TOOLING)?.after ?? '';
    expect(writesOf(text, { 'get-role-policy': after })).toEqual(['put-role-policy']);
  });

  it('leave a document that somebody has edited since, or taken away', async () => {
    const { text } = undoOf(await mergedConsole(), TOOLING);
    expect(writesOf(text, { 'get-role-policy': EDITED })).toEqual([]);
    expect(writesOf(text, {})).toEqual([]);
  });

  it('write nothing with keys of another account', async () => {
    const { plan, text } = undoOf(await mergedConsole(), TOOLING);
    const after = plan.steps.find(({ accountId }) => accountId === TOOLING)?.after ?? '';
    const live = { 'get-role-policy': after };
    const { stdout, stderr, status } = runWith(text, live, { ACCOUNT: DATA });
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toContain(`of account ${DATA}, not of ${TOOLING}`);
  });

  it('end with 1 where a write is refused', async () => {
    const { plan, text } = undoOf(await mergedConsole(), TOOLING);
    const after = plan.steps.find(({ accountId }) => accountId === TOOLING)?.after ?? '';
    const live = { 'get-role-policy': after };
    expect(runWith(text, live, { REFUSED: 'put-role-policy' }).status).toBe(1);
    expect(runWith(text, live).status).toBe(0);
  });

  describe('of what the half has taken away', () => {
    const POLICY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const gone = (target: Piece['target'], alone: string): Piece => ({
      side: 'trusted',
      accountId: TOOLING,
      title: 'What is taken away',
      target,
      field: 'who',
      content: { kind: 'gone', alone, back: null, statements: [] },
    });

    async function halfWithout(target: Piece['target'], alone: string) {
      const made = await planOfPieces({
        pieces: [gone(target, alone)],
        prepare: (others) =>
          others.set(`${TOOLING} principal-attachment user anna ${POLICY}`, {
            document: alone,
            tags: {},
          }),
      });
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      return undoOf(made.value, TOOLING).text;
    }

    it('give it back only where AWS says that it is gone, not where nothing could be read', async () => {
      const target = {
        kind: 'principal-attachment',
        principal: 'user',
        principalName: 'anna',
        policyArn: POLICY,
      } as const;
      const text = await halfWithout(target, bondText(target));
      const call = 'list-attached-user-policies';
      expect(writesOf(text, { [call]: 'null' })).toEqual([]);
      const refused = runWith(text, {}, { REFUSAL: 'AccessDenied' });
      expect([refused.stdout, refused.status]).toEqual(['', 1]);
      expect(refused.stderr).toContain('(AccessDenied)');
      const without = runWith(text, {});
      expect([without.stdout, without.status]).toEqual(['', 0]);
      expect(without.stderr).toContain('Left as it is');
      const none = runWith(text.replaceAll('aws "$@"', 'echo None'), {});
      expect(none.stdout).toBe('attach-user-policy\n');
    });
  });

  describe('of a bucket’s policy', () => {
    const THEIRS = { Sid: 'Theirs', Effect: 'Deny', Principal: '*', Action: 's3:*' };

    async function bucketHalf() {
      const world = await plannedConsole(fakeConsole(), {
        recipe: 'workload-bucket',
        who: '',
        workload: 'ec2',
        trustedAccount: TOOLING,
        access: 'both',
      });
      const { plan, text } = undoOf(world, DATA);
      const after = plan.steps.find(({ accountId }) => accountId === DATA)?.after ?? '';
      const ours = JSON.parse(after).Statement;
      const withTheirs = (Statement: object[]) =>
        JSON.stringify({ ...JSON.parse(after), Statement: [THEIRS, ...Statement] });
      return { text, after, ours, withTheirs };
    }

    it('delete it where it is theirs alone, and leave one that has nothing of theirs', async () => {
      const { text, after } = await bucketHalf();
      expect(writesOf(text, { 'get-bucket-policy': after })).toEqual([
        'delete-bucket-policy',
      ]);
      expect(writesOf(text, { 'get-bucket-policy': EDITED })).toEqual([]);
    });

    it.skipIf(!hasJq)(
      'take out of it what is theirs, where others have added to it',
      async () => {
        const { text, ours, withTheirs } = await bucketHalf();
        expect(writesOf(text, { 'get-bucket-policy': withTheirs(ours) })).toEqual([
          'put-bucket-policy',
        ]);
        const written = JSON.parse(readFileSync(path.join(folder, 'written'), 'utf8'));
        expect(written.Statement).toEqual([THEIRS]);
      },
    );

    it.each([
      ['was changed', (one: object) => [{ ...one, Action: 's3:*' }]],
      ['stands twice', (one: object) => [one, one]],
    ])(
      'leave it where a statement of theirs %s, and show which to look for',
      async (_, edit) => {
        const { text, ours, withTheirs } = await bucketHalf();
        const [first, ...others] = ours;
        const live = { 'get-bucket-policy': withTheirs([...edit(first), ...others]) };
        const { stdout, stderr } = runWith(text, live);
        expect(stdout).toBe('');
        for (const one of ours) expect(stderr).toContain(JSON.stringify(one));
      },
    );

    it('say without jq what is to be taken out by hand', async () => {
      const { text, ours, withTheirs } = await bucketHalf();
      const live = { 'get-bucket-policy': withTheirs(ours) };
      const { stdout, stderr } = runWith(text, live, { bin: bareBin() });
      expect(stdout).toBe('');
      expect(stderr).toContain('With jq on this machine');
      for (const one of ours) expect(stderr).toContain(JSON.stringify(one));
    });
  });

  it('give a tag its value of before, and leave one that somebody has changed', async () => {
    const made = await planOfPieces({ pieces: STANDING_TAGS });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { plan, text } = undoOf(made.value, TOOLING);
    const [owner, ticket] = plan.steps.map(({ after }) => after ?? '');
    expect(writesOf(text, { 'get-role': owner ?? '' })).toEqual(['tag-role']);
    expect(writesOf(text, { 'get-role': ticket ?? '' })).toEqual(['untag-role']);
    expect(writesOf(text, { 'get-role': '{"Key":"owner","Value":"Theirs"}' })).toEqual(
      [],
    );
  });

  it('delete a policy with its former versions, where nobody has it and its text is theirs', async () => {
    const made = await planOfPieces({
      pieces: EVERY_PIECE.filter(({ target }) => target.kind === 'managed-policy'),
    });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { plan, text } = undoOf(made.value, TOOLING);
    const place = 'get-account-authorization-details';
    const live = { [place]: plan.steps[0]?.after ?? '' };
    const versions = Array.from({ length: 4 }, () => 'delete-policy-version');
    expect(writesOf(text, live)).toEqual([...versions, 'delete-policy']);
    expect(writesOf(text, { ...live, held: '1' })).toEqual(['delete-policy']);
    expect(writesOf(text, { [place]: KEY_POLICY })).toEqual([]);
  });

  it('make room for the version of a policy that stood before', async () => {
    const made = await planOfPieces(NEW_VERSION);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { plan, text } = undoOf(made.value, TOOLING);
    const live = { 'get-account-authorization-details': plan.steps[0]?.after ?? '' };
    expect(writesOf(text, live)).toEqual([
      'delete-policy-version',
      'create-policy-version',
    ]);
  });

  it('delete a role only while its trust is the one that it was made with', async () => {
    const { plan, text } = undoOf(await plannedConsole(fakeConsole()), DATA);
    const [made] = plan.steps.filter(({ write }) => write.kind === 'create-role');
    const policy = plan.steps.find(
      ({ target }) => target.kind === 'inline-policy' && target.principalName === ROLE,
    );
    const live = {
      'get-role': made?.after ?? '',
      'get-role-policy': policy?.after ?? '',
    };
    expect(writesOf(text, live)).toEqual(['delete-role-policy', 'delete-role']);
    expect(writesOf(text, { ...live, 'get-role': EDITED })).toEqual([
      'delete-role-policy',
    ]);
  });
});
