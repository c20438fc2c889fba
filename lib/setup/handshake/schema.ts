import * as z from 'zod';
import { PlanId } from '@/lib/core/ids';
import type { Confirmation } from '../schema';

/** How long a link may live: an hour to thirty days. */
export const LINK_HOURS = { min: 1, max: 720, usual: 168 } as const;

export const CreateLinkInput = z.strictObject({
  planId: PlanId,
  hours: z
    .number()
    .int()
    .min(LINK_HOURS.min, 'A link lives at least an hour.')
    .max(LINK_HOURS.max, 'A link lives at most 30 days.')
    .default(LINK_HOURS.usual),
});
export type CreateLinkInput = z.infer<typeof CreateLinkInput>;

export const RevokeLinkInput = z.strictObject({ planId: PlanId, linkId: z.uuid() });
export type RevokeLinkInput = z.infer<typeof RevokeLinkInput>;

export const OpenLinkInput = z.strictObject({ secret: z.string().min(1).max(200) });
export type OpenLinkInput = z.infer<typeof OpenLinkInput>;

/** A link as the plan's page lists it. Its address is told once, when it is made. */
export type LinkView = {
  id: string;
  accountId: string;
  createdByName: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  expiresAt: string;
  lastOpenedAt: string | null;
  state: 'live' | 'expired' | 'revoked';
};

const text = z.string();

/** Everything that the holder of a link is shown: the other side's half, and nothing else. */
export const HandshakeView = z.object({
  /**
   * `confirmed`: its holder said that it is run, and nothing can show it from the other side.
   * `kept`: the other side has changed its own half since, and this one stays.
   * `newer`: a later link asks for a change of this half.
   * `rewritten`: a newer version writes in this account what this half had written.
   */
  state: z.enum([
    'waiting',
    'confirmed',
    'proven',
    'kept',
    'newer',
    'rewritten',
    'withdrawn',
  ]),
  /** The account whose half this is. */
  accountId: text,
  roleArn: text,
  roleName: text,
  /** The account that has the role, or the bucket. */
  roleAccountId: text,
  /** What is used without a role in between; null where a role is taken. */
  bucket: text.nullable(),
  /** Its holder may say that it is run, and has said so. */
  canConfirm: z.boolean(),
  isConfirmed: z.boolean(),
  /** What the half says, in plain words. */
  statement: text,
  /** Its holder has run this half before, and is asked to change it. */
  isChange: z.boolean(),
  creates: z.array(z.object({ title: text, operation: text, document: text })),
  /** Of a change: what each document says otherwise now. Then `creates` is empty. */
  changes: z.array(
    z.object({
      title: text,
      operation: text,
      /** A statement that is new was nothing, one that goes will be nothing. */
      statements: z.array(z.object({ was: text, willBe: text })),
    }),
  ),
  files: z.array(
    z.object({
      format: z.enum(['bash', 'powershell', 'cloudformation', 'json']),
      name: text,
      text,
    }),
  ),
  /** Why a form is not among the files, and what to run instead. */
  lacks: z.array(text),
  doesNotGive: z.array(text),
  /** The call that shows both sides that it works; null where the other side makes it. */
  test: text.nullable(),
  /** Empty where another half stands in the place of this one. */
  undo: text,
  expiresAt: text,
});
export type HandshakeView = z.infer<typeof HandshakeView>;

/** The same half as the plan's own page shows it, with the links that were given out for it. */
export type OwnerHalfView = Pick<
  HandshakeView,
  'files' | 'test' | 'undo' | 'accountId' | 'canConfirm' | 'isChange'
> & {
  accountName: string;
  /** Ours is written once this one's role is there. */
  isFirst: boolean;
  /** There is no other half: the role stands alone in this account. */
  isWhole: boolean;
  /** Who said that it is run, and when; null while nobody did. */
  confirmed: Confirmation | null;
  links: LinkView[];
};
