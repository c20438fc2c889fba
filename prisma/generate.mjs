// Makes the database client from schema.prisma. Downloads nothing: the client needs no
// native engine, and the schema engine that the Prisma CLI insists on is never called.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, 'lib', 'db', 'generated');
const stamp = path.join(output, 'schema-hash');
const prismaManifest = createRequire(import.meta.url).resolve('prisma/package.json');

function hashOfInputs() {
  const { version } = JSON.parse(readFileSync(prismaManifest, 'utf8'));
  const schema = readFileSync(path.join(root, 'prisma', 'schema.prisma'));
  return createHash('sha256').update(version).update('\0').update(schema).digest('hex');
}

function generate() {
  const cli = path.join(path.dirname(prismaManifest), 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'generate', '--no-hints'],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  );
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status ?? 1;
}

const wanted = hashOfInputs();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.exitCode = generate();
  if (process.exitCode === 0) writeFileSync(stamp, wanted);
}
