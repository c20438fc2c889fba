import * as z from 'zod';

const MAX_DELAY_MS = 60_000;

/** Whom a fault meets: names or patterns with `*` and `?`; what is absent is anything. */
const Scope = z.strictObject({
  service: z.string().default('*'),
  operation: z.string().default('*'),
  accountId: z.string().optional(),
  principalArn: z.string().optional(),
  /** How often; until it is cleared when absent. */
  times: z.number().int().min(1).optional(),
});

/** A refusal instead of the answer. */
const ErrorFault = Scope.extend({
  kind: z.literal('error').default('error'),
  code: z.string().regex(/^\w{1,100}$/),
  status: z.number().int().min(400).max(599),
  message: z.string().max(1000),
});

/** Answers at most so many calls a second of each operation in each account. */
const ThrottleFault = Scope.omit({ times: true }).extend({
  kind: z.literal('throttle'),
  perSecond: z.number().positive().max(10_000),
  burst: z.number().int().min(1).optional(),
});

/** Lets the caller wait. */
const LatencyFault = Scope.extend({
  kind: z.literal('latency'),
  delayMs: z.number().int().min(1).max(MAX_DELAY_MS),
});

/** AccessDenied for an action on a resource, whatever policies say. */
const DenyFault = z.strictObject({
  kind: z.literal('deny'),
  action: z.string(),
  resource: z.string().default('*'),
  accountId: z.string().optional(),
  principalArn: z.string().optional(),
  times: z.number().int().min(1).optional(),
});

/** Policies, principals and access keys are judged as they were some seconds ago. */
const ConsistencyFault = z.strictObject({
  kind: z.literal('consistency'),
  seconds: z.number().positive().max(3600),
  accountId: z.string().optional(),
});

/** The endpoint's own clock is wrong when it looks at signatures. */
const ClockSkewFault = z.strictObject({
  kind: z.literal('clock-skew'),
  seconds: z.number().int().min(-86_400).max(86_400),
});

const AnyFault = z.union([
  ErrorFault,
  z.discriminatedUnion('kind', [
    ThrottleFault,
    LatencyFault,
    DenyFault,
    ConsistencyFault,
    ClockSkewFault,
  ]),
]);

export const FaultsInput = z.strictObject({ faults: z.array(AnyFault).max(1000) });

export type NewFault = z.infer<typeof AnyFault>;
/** A fault in force, under a number by which it can be cleared. */
export type Fault = NewFault & { id: number };
export type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;
