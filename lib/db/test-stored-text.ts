import pg from 'pg';

/**
 * Every row of every table as text, those of the job queue too; bytes in hexadecimal.
 *
 * @param except tables of other people's things: the practice accounts keep their own keys
 */
export async function storedText(
  databaseUrl: string,
  except: string[] = [],
): Promise<string> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and tablename <> all ($1)`,
    [except],
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await client.query(`select t::text as row from ${name} t`);
    rows.push(...found.rows.map(({ row }: { row: string }) => row));
  }
  await client.end();
  return rows.join('\n');
}
