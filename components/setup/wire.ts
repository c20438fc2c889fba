import * as z from 'zod';
import { PartyKind } from '@/components/ui/search-query';
import type { PlanView } from '@/lib/setup/plan-views';
import type { PreviewView } from '@/lib/setup/preview-view';
import { DraftFields, PlanState } from '@/lib/setup/schema';

/** The answers of the API as this page trusts them: parsed once, at the edge. */
const text = z.string();
const deck = z.enum(['works', 'conditional', 'denied', 'untested']);
const bank = z.object({
  shape: z.enum(['trusted', 'trusting', 'outside']),
  title: text,
  subtitle: text,
  accountId: text.nullable(),
  isProduction: z.boolean(),
});
const bridge = z.object({
  left: bank,
  right: bank,
  deck,
  label: text,
  locks: z.array(
    z.object({
      number: z.number(),
      label: text,
      state: z.enum(['open', 'conditional', 'closed', 'untested']),
      sentence: text,
    }),
  ),
  sentence: text,
});
const party = z.object({
  kind: PartyKind,
  arn: text,
  name: text,
  accountId: text.nullable(),
  accountName: text.nullable(),
  isOutside: z.boolean(),
});
const fieldName = DraftFields.keyof();
const perField = z.partialRecord(fieldName, text);

const choice = z.object({ id: text, name: text });

export const PreviewAnswer = z.object({
  bridge,
  fieldErrors: perField,
  fieldWarnings: perField,
  missing: z.array(fieldName),
  who: party.nullable(),
  whoCount: text.nullable(),
  found: z
    .object({
      bucket: text,
      accountId: text,
      accountName: text,
      region: text,
      facts: z.array(text),
    })
    .nullable(),
  choices: z
    .object({
      accounts: z.array(choice),
      vendors: z.array(choice),
      providers: z.array(choice),
      policies: z.array(z.object({ arn: text, name: text, detail: text })).optional(),
    })
    .nullable(),
  suggestedRoleName: text,
  cleaned: z.array(text),
  documents: z.array(z.object({ title: text, json: text })),
  guards: z.array(z.object({ field: fieldName, adds: text, limit: text })),
}) satisfies z.ZodType<PreviewView>;

const statement = z.object({
  sid: text.nullable(),
  from: text,
  lines: z.array(z.object({ mark: z.enum(['+', '-', ' ']), text })),
});
const change = z.object({
  mark: z.enum(['+', '~', '-']),
  kind: text,
  target: text,
  sizeCharacters: z.number(),
  limitCharacters: z.number(),
  statements: z.array(statement),
  unchangedTotal: z.number(),
});
const planAccount = z.object({
  accountId: text,
  accountName: text,
  side: z.enum(['trusted', 'trusting']),
  isProduction: z.boolean(),
  connection: text.nullable(),
  changes: z.array(change),
});
const step = z.object({
  number: z.number(),
  title: text,
  accountId: text.nullable(),
  accountName: text.nullable(),
  operation: text,
  state: z.enum(['waiting', 'running', 'done', 'stopped', 'undone', 'suspended']),
  at: text.nullable(),
  detail: text.nullable(),
});
const failure = z.object({
  stepNumber: z.number(),
  title: text,
  cause: text,
  awsCode: text.nullable(),
  awsMessage: text.nullable(),
  written: z.array(text),
  asBefore: z.array(text),
  soNow: text,
  canRetry: z.boolean(),
});
const check = z.object({
  id: text,
  sentence: text,
  expected: z.enum(['works', 'denied']),
  outcome: z.enum(['works', 'denied', 'not-tested']),
  isAsExpected: z.boolean(),
  code: text,
  durationMs: z.number().nullable(),
});
const trail = z.object({
  lookedAt: text,
  events: z.array(
    z.object({
      id: text,
      name: text,
      source: text,
      at: text,
      accountName: text,
      caller: text,
      errorCode: text.nullable(),
    }),
  ),
  refusals: z.array(text),
});
const proof = z.object({
  id: text,
  state: z.enum(['green', 'red']),
  sentence: text,
  checks: z.array(check),
  ranAt: text,
  sessionName: text,
  trail: trail.optional(),
  turned: z.array(text).optional(),
  drift: z.array(text).optional(),
  confirmed: z.object({ name: text, at: text }).optional(),
});
const end = z.object({
  endsAt: text,
  removeAt: text.nullable(),
  graceDays: z.number(),
  isStopped: z.boolean(),
  note: text.nullable(),
  quarantine: step.nullable(),
});

const gain = z.object({
  who: party,
  how: text,
  today: deck,
  after: deck,
  gains: text,
  count: z.number().optional(),
});
const findings = z.array(
  z.object({
    severity: z.enum(['critical', 'high', 'medium', 'low']),
    sentence: text,
    why: text,
    place: text,
  }),
);

export const PlanAnswer = z.object({
  id: text,
  draftId: text.nullable(),
  hash: text,
  state: PlanState,
  title: text,
  sentence: text,
  roleArn: text,
  roleName: text,
  createdAt: text,
  expiresAt: text,
  isExpired: z.boolean(),
  before: bridge,
  after: bridge,
  accounts: z.array(planAccount),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  gains: z.array(gain),
  losses: z.array(gain),
  findings: z.object({ added: findings, closed: findings }),
  whyNotChange: text.nullable(),
  isRestore: z.boolean(),
  warnings: z.array(text),
  steps: z.array(step),
  progress: text.nullable(),
  failure: failure.nullable(),
  proof: proof.nullable(),
  end: end.nullable(),
  reviewOn: text,
  purpose: text,
  handOver: z
    .object({
      roleArn: text,
      externalId: text,
      needs: z.array(z.object({ name: text, text })),
    })
    .nullable(),
}) satisfies z.ZodType<PlanView>;
