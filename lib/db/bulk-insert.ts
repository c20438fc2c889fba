import { Prisma } from './generated/client';
import { storableText } from './storable-text';

type Row = Record<string, string | number | boolean | null | string[]>;
type Transaction = Pick<Prisma.TransactionClient, '$executeRaw'>;

const ROWS_PER_STATEMENT = 5000;

const storable = (_key: string, value: unknown) =>
  typeof value === 'string' ? storableText(value) : value;

/**
 * Inserts many rows in few statements, each with one parameter: about ten times as quick as
 * createMany. A row names every column that has no null in it; column defaults do not apply.
 * A row whose key is there already is left out.
 */
export async function bulkInsert(
  transaction: Transaction,
  table: Prisma.ModelName,
  rows: Row[],
): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const part = JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT), storable);
    await transaction.$executeRaw`
      INSERT INTO ${name}
      SELECT * FROM json_populate_recordset(NULL::${name}, ${part}::json)
      ON CONFLICT DO NOTHING`;
  }
}
