import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newFolder } from './test-installation';
import { ask } from './test-server';

// A PostgreSQL that is not ours, as an operator brings it by DATABASE_URL. The store tests are
// imported below, and find it there.

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];
const PASSWORD = 'made-for-this-test';

function programFolder(): string | null {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions) ? readdirSync(versions) : [];
  return (
    [
      ...(process.env['PATH'] ?? '').split(path.delimiter),
      ...packaged.map((version) => path.join(versions, version, 'bin')),
    ].find((folder) => PROGRAMS.every((name) => existsSync(path.join(folder, name)))) ??
    null
  );
}

function idOf(flag: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }));
  } catch {
    return 65_534;
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

async function startServer(programs: string) {
  const folder = newFolder(0o700);
  const identity = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (identity.uid !== undefined) {
    chownSync(folder, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  const data = path.join(folder, 'data');
  const run = (name: string, ...args: string[]) =>
    execFileSync(path.join(programs, name), args, {
      ...identity,
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', NODE_ENV: 'test' },
    });
  const auth = [
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--username=postgres',
  ];
  run('initdb', `--pgdata=${data}`, ...auth, '--encoding=UTF8', '--no-sync');
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const log = path.join(folder, 'log');
  run('pg_ctl', 'start', '-w', '-D', data, '-l', log, '-o', options);
  return {
    data,
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: () => {
      run('pg_ctl', 'stop', '-w', '-m', 'fast', '-D', data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const programs = programFolder();
const server = programs ? await startServer(programs) : null;

if (server) {
  process.env['DATABASE_URL_FOR_TESTS'] = server.url;
  afterAll(server.stop);
  it('runs on the PostgreSQL of the operating system', async () => {
    const [row] = await ask(
      server.url,
      "SELECT current_setting('data_directory') AS data",
    );
    expect(row).toEqual({ data: server.data });
  });
  await import('./account-store.test');
  await import('./snapshot-store.test');
  await import('./crossing-store.test');
  await import('./search-store.test');
  await import('./sync-store.test');
  await import('./draft-store.test');
  await import('./plan-store.test');
  await import('./credential-stores.test');
  await import('./activity-log.test');
  await import('./people-stores.test');
} else {
  const reason = `No PostgreSQL on this machine (${PROGRAMS.join(', ')} in PATH or /usr/lib/postgresql)`;
  process.stdout.write(`${reason}: store tests ran on the embedded one only.\n`);
  it.skip(reason, () => undefined);
}
