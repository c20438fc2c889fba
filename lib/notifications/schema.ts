import * as z from 'zod';

/** What people can be told of. A test goes to whom it is sent, so it is not chosen. */
export const ChosenEvent = z.enum([
  'request-made',
  'request-decided',
  'request-ended',
  'break-glass-used',
  'access-ends-soon',
  'grant-ends-soon',
  'grant-ended',
  'proof-turned-red',
  'session-revoked',
]);
export type ChosenEvent = z.infer<typeof ChosenEvent>;

const events = z
  .array(ChosenEvent)
  .min(1, 'Choose at least one thing to tell of.')
  .transform((chosen) => [...new Set(chosen)]);
const name = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(60, 'At most 60 characters.');
const address = z.email('Expected an e-mail address.').max(254);
const secret = z.string().max(1000, 'At most 1,000 characters.');

const WebhookTarget = z.strictObject({
  kind: z.literal('webhook'),
  name,
  events,
  url: z
    // Without `abort` the next check would read what is no address.
    .url({ protocol: /^https?$/, error: 'Expected an https address.', abort: true })
    .max(2000)
    .refine((url) => new URL(url).username === '', 'Leave the user name out.'),
  /** Signs what is sent; may be empty where the address is the secret, as Slack's is. */
  signingSecret: z
    .union([z.literal(''), secret.min(16, 'At least 16 characters.')])
    .default(''),
});

const MAX_RECIPIENTS = 20;
const PORT = 'Expected a port from 1 to 65535.';

const MailTarget = z.strictObject({
  kind: z.literal('email'),
  name,
  events,
  host: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,253}$/, 'Expected the name of a mail server.'),
  port: z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT),
  isTls: z.boolean(),
  user: z.string().trim().max(254).default(''),
  password: secret.default(''),
  from: address,
  to: z
    .array(address)
    .min(1, 'Name somebody who gets the mail.')
    .max(MAX_RECIPIENTS, `At most ${MAX_RECIPIENTS} addresses.`),
});

export const AddTargetInput = z.discriminatedUnion('kind', [WebhookTarget, MailTarget]);
export type AddTargetInput = z.infer<typeof AddTargetInput>;

const id = z.uuid();
/** A target, or something that was sent. */
export const IdInput = z.strictObject({ id });
export const SetEventsInput = z.strictObject({ id, events });

export type TargetView = {
  id: string;
  kind: 'email' | 'webhook';
  name: string;
  /** Where it goes, as far as it may be seen: a host, or recipients. */
  where: string;
  events: ChosenEvent[];
  addedBy: string;
  /** ISO 8601, UTC. */
  addedAt: string;
};

export type DeliveryView = {
  id: string;
  targetName: string;
  subject: string;
  state: 'waiting' | 'sent' | 'given-up';
  attempts: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** When it is tried next; null when it is not. */
  nextAt: string | null;
  detail: string | null;
};

export type NotificationsView = {
  mayManage: boolean;
  targets: TargetView[];
  deliveries: DeliveryView[];
};
