import type { SearchHit } from '@/lib/inventory/schema';
import type { SearchStore } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import { escapeLike, searchPatterns } from './search-terms';
import { storableText } from './storable-text';

type Query = Parameters<SearchStore['search']>[1];

/** Without `account`: to trust a whole account is asked for by that name. */
const ANY_KIND: SearchHit['kind'][] = [
  'user',
  'group',
  'role',
  'federated',
  'bucket',
  'account-page',
];

const ACCOUNT_ROWS = Prisma.sql`
  SELECT kinds."kind", a."workspaceId", a."id" AS "accountId", a."name",
         'arn:' || a."partition" || ':iam::' || a."id" || ':root' AS "arn",
         lower(a."name" || ' ' || a."id") AS "searchText"
    FROM "Account" a, (VALUES ('account'), ('account-page')) AS kinds("kind")`;

const ROWS = Prisma.sql`
  SELECT "kind", "workspaceId", "accountId", "name", "arn", "searchText" FROM "Principal"
  UNION ALL
  SELECT 'bucket', "workspaceId", "accountId", "name", "arn", "searchText" FROM "Bucket"
  UNION ALL
  ${ACCOUNT_ROWS}`;

/** Each word is in the row's own text, or in the name or number of its account. */
function conditionOf(workspaceId: string, { q, kinds, accountId }: Query): Prisma.Sql {
  const conditions = [
    Prisma.sql`"workspaceId" = ${workspaceId}`,
    Prisma.sql`"kind" = ANY (${kinds.length > 0 ? kinds : ANY_KIND})`,
  ];
  if (accountId) conditions.push(Prisma.sql`"accountId" = ${accountId}`);
  for (const pattern of searchPatterns(q))
    conditions.push(Prisma.sql`("searchText" LIKE ${pattern} OR "accountId" = ANY (ARRAY(
      SELECT "id" FROM "Account" WHERE "workspaceId" = ${workspaceId}
         AND lower("name" || ' ' || "id") LIKE ${pattern})))`);
  return Prisma.join(conditions, ' AND ');
}

/** The name itself, then names that begin with it, then names that hold it, then the rest. */
function rankOf(q: string): Prisma.Sql {
  const text = escapeLike(storableText(q).trim().toLowerCase());
  return Prisma.sql`
    CASE WHEN lower(hit."name") LIKE ${text} THEN 0
         WHEN lower(hit."name") LIKE ${`${text}%`} THEN 1
         WHEN lower(hit."name") LIKE ${`%${text}%`} THEN 2
         ELSE 3 END`;
}

const search = (prisma: PrismaClient, workspaceId: string, query: Query) =>
  prisma.$queryRaw<SearchHit[]>`
    SELECT hit."kind", hit."arn", hit."name", hit."accountId",
           CASE WHEN hit."kind" = 'account-page' THEN hit."accountId"
                ELSE hit."arn" END AS "id",
           account."name" AS "accountName"
      FROM (SELECT * FROM (${ROWS}) AS rows
             WHERE ${conditionOf(workspaceId, query)}) AS hit
      JOIN "Account" account
        ON account."workspaceId" = hit."workspaceId" AND account."id" = hit."accountId"
     ORDER BY ${rankOf(query.q)}, length(hit."name"), hit."name",
              account."name", hit."arn"
     LIMIT ${query.limit}`;

/**
 * Finds users, groups, roles, providers, buckets and accounts of the latest readings. No kinds
 * means every kind but `account`. The id of a hit is its ARN, of an account page the account's.
 */
export function createSearchStore(prisma: PrismaClient): SearchStore {
  return {
    search: (workspaceId, query) => search(prisma, workspaceId, query),

    async findBucket(workspaceId, name) {
      const row = await prisma.bucket.findFirst({
        where: { workspaceId, name: storableText(name) },
        select: {
          name: true,
          accountId: true,
          region: true,
          account: { select: { name: true } },
        },
      });
      if (!row) return null;
      const { account, ...bucket } = row;
      return { ...bucket, accountName: account.name };
    },
  };
}
