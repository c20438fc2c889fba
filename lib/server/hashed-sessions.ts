import type {
  BetterAuthOptions,
  DBAdapter,
  DBTransactionAdapter,
  Where,
} from 'better-auth';
import { sha256 } from '@/lib/core/sha256';

type Adapter = DBTransactionAdapter<BetterAuthOptions>;
type Row = Record<string, unknown> | null;

/** What the database keeps of the token in a cookie. */
export const hashOfToken = (token: unknown): string => sha256(`session:${String(token)}`);

function hashWhere(where: Where[] | undefined): Where[] {
  return (where ?? []).map((clause) =>
    clause.field !== 'token'
      ? clause
      : {
          ...clause,
          value: Array.isArray(clause.value)
            ? clause.value.map(hashOfToken)
            : hashOfToken(clause.value),
        },
  );
}

const tokenAsked = (where: Where[] | undefined) =>
  where?.find((clause) => clause.field === 'token' && typeof clause.value === 'string')
    ?.value;

const withToken = <T>(row: T, token: unknown): T =>
  row && token ? ({ ...(row as Row), token } as T) : row;

/** The `where` of a call on sessions, hashed; any other model's is left as it is. */
const guarded = <T extends { model: string; where?: Where[] | undefined }>(args: T): T =>
  args.model === 'session' ? { ...args, where: hashWhere(args.where) } : args;

function wrap<A extends Adapter>(adapter: A): A {
  const wrapped: Partial<Adapter> = {
    create: async (args) => {
      if (args.model !== 'session') return adapter.create(args);
      const { token } = args.data as unknown as { token: string };
      const row = await adapter.create({
        ...args,
        data: { ...args.data, token: hashOfToken(token) },
      });
      return withToken(row, token) as never;
    },
    findOne: async (args) => {
      const row = await adapter.findOne(guarded(args));
      return (
        args.model === 'session' ? withToken(row, tokenAsked(args.where)) : row
      ) as never;
    },
    update: async (args) => {
      const row = await adapter.update(guarded(args));
      return (
        args.model === 'session' ? withToken(row, tokenAsked(args.where)) : row
      ) as never;
    },
    findMany: (args) => adapter.findMany(guarded(args)),
    updateMany: (args) => adapter.updateMany(guarded(args)),
    delete: (args) => adapter.delete(guarded(args)),
    deleteMany: (args) => adapter.deleteMany(guarded(args)),
    count: (args) => adapter.count(guarded(args)),
  };
  return { ...adapter, ...wrapped };
}

/**
 * better-auth keeps session tokens as they are in the cookie; a read of the table would then
 * be a sign-in. This keeps their SHA-256 instead: tokens have 256 random bits, so no salt.
 */
export function hashSessionTokens(
  make: (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>,
): (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions> {
  return (options) => {
    const adapter = make(options);
    return {
      ...wrap(adapter),
      transaction: (callback) => adapter.transaction((inner) => callback(wrap(inner))),
    };
  };
}
