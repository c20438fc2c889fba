import type { TestDatabase } from '@/lib/db/test-database';

/** From here on the database ends the connection that writes to the table; the answer revives it. */
export async function killAt(
  { prisma }: TestDatabase,
  table: string,
  verb: 'INSERT' | 'UPDATE',
): Promise<() => Promise<void>> {
  const sql = (text: string) => prisma.$executeRawUnsafe(text);
  await sql(`CREATE OR REPLACE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'`);
  await sql(`CREATE TRIGGER kill AFTER ${verb} ON "${table}"
    FOR EACH ROW EXECUTE FUNCTION kill()`);
  return async () => void (await sql(`DROP TRIGGER kill ON "${table}"`));
}
