import * as z from 'zod';
import type { ConformanceCase } from '@/lib/iam/answer-case';
import type { CollectedWorld } from '@/lib/iam/world';
import { checkSizes } from './estate/check-documents';
import { sayPolicySize } from './estate/check-organization';
import { sayIssue } from './estate/say-issue';

const Context = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const Entries = z.array(z.looseObject({ Arn: z.string() })).default([]);
const Account = z.looseObject({
  UserDetailList: Entries,
  GroupDetailList: Entries,
  RoleDetailList: Entries,
  Policies: Entries,
});
const Case = z.object({
  id: z.string(),
  kind: z.string(),
  world: z.looseObject({ accounts: z.record(z.string(), Account) }).optional(),
  question: z.looseObject({}),
  // Contexts to try; the verdicts beside them are not read.
  expected: z
    .object({ probes: z.array(z.object({ context: Context })).optional() })
    .optional(),
});

const Principal = z.union([z.literal('*'), z.record(z.string(), z.string())]);
/** What the engine cannot do without, by kind. */
const QUESTIONS = new Map<string, z.ZodType>([
  [
    'decision',
    z.looseObject({
      action: z.string(),
      principal: Principal,
      resource: z.string(),
      context: Context,
    }),
  ],
  ['graph', z.looseObject({ from: Principal, context: Context })],
]);

/** One case of a file of format 1; null, and told with its place, when it is none. */
export function checkCase(
  value: unknown,
  place: string,
  complain: (what: string) => void,
): ConformanceCase | null {
  const parsed = Case.safeParse(value);
  if (!parsed.success) {
    complain(sayIssue(parsed.error, value, place));
    return null;
  }
  const { id, kind, world, question, expected } = parsed.data;
  const asked = QUESTIONS.get(kind)?.safeParse(question);
  if (asked?.error) {
    complain(sayIssue(asked.error, question, `${place}.question`));
    return null;
  }
  // Accounts are read as AWS prints them; their members are not checked one by one.
  const collected = world as CollectedWorld | undefined;
  for (const what of collected ? sizesIn(collected) : []) complain(`${place}: ${what}`);
  return {
    id,
    kind,
    question,
    probes: (expected?.probes ?? []).map(({ context }) => context),
    ...(collected ? { world: collected } : {}),
  };
}

/** Documents of a world that AWS would not take for their size. They count all the same. */
const sizesIn = ({ accounts, org }: CollectedWorld): string[] => [
  ...Object.values(accounts).flatMap(checkSizes),
  ...Object.entries(org?.Policies ?? {}).flatMap(([id, policy]) =>
    sayPolicySize(policy, `policy ${id} of the organization`),
  ),
];
