import * as z from 'zod';
import type { ServiceList, ServiceWords } from '@/lib/ports';
import type { CompactionOffer } from '@/lib/setup/policy/compact-policy';
import type { PolicyCheck } from '@/lib/setup/policy/policy-check';

/** The answers of the API as the editor trusts them: parsed once, at the edge. */
const text = z.string();
const place = z.number().int().nonnegative();

export const CheckAnswer = z.object({
  size: z.object({
    used: place,
    limit: place,
    unit: z.enum(['characters', 'bytes']),
    isSpaceCounted: z.boolean(),
  }),
  findings: z.array(
    z.object({
      severity: z.enum(['error', 'warning', 'info']),
      at: place,
      line: place,
      message: text,
      why: text.nullable(),
      fix: z.object({ label: text, from: place, to: place, insert: text }).nullable(),
    }),
  ),
  says: z.array(z.object({ at: place, words: text })),
}) satisfies z.ZodType<PolicyCheck>;

export const CompactAnswer = z.object({
  offer: z.object({ text, size: place }).nullable(),
}) satisfies z.ZodType<CompactionOffer>;

const key = z.object({ key: text, type: text, says: text });

export const ServicesAnswer = z.object({
  services: z.array(z.object({ id: text, name: text })),
  globalKeys: z.array(key),
}) satisfies z.ZodType<ServiceList>;

export const ServiceAnswer = z.object({
  id: text,
  name: text,
  actions: z.array(
    z.object({ name: text, level: text, says: text, resources: z.array(text) }),
  ),
  keys: z.array(key),
  resources: z.array(z.object({ name: text, arn: text })),
}) satisfies z.ZodType<ServiceWords>;

export const InventoryAnswer = z.array(
  z.object({ arn: text, name: text, accountName: text }),
);
