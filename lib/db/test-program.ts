// Runs in a process of its own, so that tests can kill it: `hold DIR` starts or attaches a
// database and stops it on SIGTERM; `write DIR` also writes rows and prints each number once
// it is acknowledged.
import pg from 'pg';
import { startDatabase } from './embedded';

const PARALLEL_WRITERS = 4;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function write(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: PARALLEL_WRITERS });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE IF NOT EXISTS acknowledged (id BIGSERIAL PRIMARY KEY)');
  const writeOn = async () => {
    for (;;) {
      const { rows } = await pool.query<{ id: string }>(
        'INSERT INTO acknowledged DEFAULT VALUES RETURNING id',
      );
      say(`wrote ${rows[0]?.id}`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_WRITERS }, writeOn));
}

async function main([command = '', dataDir = '']: string[]): Promise<void> {
  const database = await startDatabase({ dataDir, log: (line) => say(`log ${line}`) });
  process.once('SIGTERM', () => {
    void database.stop().finally(() => process.exit());
  });
  const { url, attached } = database;
  say(`ready ${JSON.stringify({ url, attached })}`);
  if (command === 'write') await write(url);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
