import * as z from 'zod';
import { MAX_SESSION_SECONDS, MIN_SESSION_SECONDS } from '@/lib/core/duration';
import { PlanId, RoleArn } from '@/lib/core/ids';
import { STEP_UPS, type StepUp } from '@/lib/core/step-up';
import { limitFields } from '../schema';

/** ISO 8601; empty means no end. */
const moment = z
  .union([z.null(), z.literal(''), z.iso.datetime({ offset: true })])
  .transform((text) => (text ? new Date(text) : null));

/** What a grant allows, as a form sends it. */
const terms = {
  maxSeconds: z
    .number()
    .int()
    .min(MIN_SESSION_SECONDS, 'A session lasts 15 minutes at least.')
    .max(MAX_SESSION_SECONDS, 'A session lasts 12 hours at most.')
    .nullable()
    .default(null),
  ...limitFields,
  endsAt: moment.default(null),
  stepUp: z.enum(STEP_UPS).default('never'),
  rule: z.enum(['none', 'ask', 'break-glass']).default('none'),
  approvals: z.number().int().min(1, 'At least 1.').max(5, 'At most 5.').default(1),
  approverIds: z.array(z.string()).max(100).default([]),
  /** Empty for no group. */
  approverGroupId: z
    .string()
    .transform((id) => id || null)
    .default(null),
};

/** `everybody`, `person:<id>` or `group:<id>`. */
const to = z
  .string()
  .regex(/^(everybody|person:.+|group:.+)$/, 'Pick a person, a group or everybody.');

export const GiveGrantInput = z.strictObject({ roleArn: RoleArn, to, ...terms });
export type GiveGrantInput = z.infer<typeof GiveGrantInput>;

/** Whom the role of a plan is given to once it is proven. */
export const PlanGrantInput = z.strictObject({ planId: PlanId, to, ...terms });
export type PlanGrantInput = z.infer<typeof PlanGrantInput>;

export const DropPlanGrantInput = z.strictObject({ planId: PlanId, id: z.uuid() });
export type DropPlanGrantInput = z.infer<typeof DropPlanGrantInput>;

/** A grant as the form showed it: when somebody changed it since, nothing is done. */
const which = { grantId: z.string().min(1), version: z.number().int() };

export const ChangeGrantInput = z.strictObject({ ...which, ...terms });
export type ChangeGrantInput = z.infer<typeof ChangeGrantInput>;

export const OneGrantInput = z.strictObject(which);
export type OneGrantInput = z.infer<typeof OneGrantInput>;

/** A grant as a page shows it. */
export type GrantView = {
  id: string;
  version: number;
  /** `everybody`, `person:<id>` or `group:<id>`. */
  to: string;
  /** `Mei`, `the group Platform`, `everybody`. */
  toName: string;
  /** What it allows, in words. */
  words: string;
  maxSeconds: number | null;
  isReadOnly: boolean;
  services: string[];
  fromIp: string | null;
  /** ISO 8601, UTC. */
  endsAt: string | null;
  hasRunOut: boolean;
  stepUp: StepUp;
  rule: 'none' | 'ask' | 'break-glass';
  approvals: number;
  approverIds: string[];
  approverGroupId: string | null;
  byName: string;
  createdAt: string;
};

/** Somebody, or a group, that a role can be given to. */
export type GrantToOption = { id: string; label: string; detail: string };

export type RoleGrantsView = {
  roleArn: string;
  roleName: string;
  accountName: string;
  /** Null when the console cannot take the role by the latest reading. */
  roleMaxSeconds: number | null;
  grants: GrantView[];
  mayManage: boolean;
  /** Empty for those who may not give roles. */
  options: GrantToOption[];
};

/** Whom the role of a plan is handed out to. */
export type PlanGrantsView = {
  /** What the form offers. */
  role: RoleGrantsView;
  /** By the latest reading, or by what the plan says, the console can take the role. */
  canBeTaken: boolean;
  chosen: {
    id: string;
    toName: string;
    /** What it allows, in words. */
    words: string;
    state: 'waiting' | 'given' | 'ended';
    note: string | null;
    byName: string;
  }[];
};

export const SaveGroupInput = z.strictObject({
  /** Empty for a new one. */
  id: z.string(),
  name: z
    .string()
    .trim()
    .min(1, 'Name the group.')
    .max(60, 'A name has 60 characters at most.'),
  memberIds: z.array(z.string()).max(1_000),
  /** Who was in it when the form was opened: when that changed since, nothing is done. */
  wasMemberIds: z.array(z.string()).max(1_000),
});
export type SaveGroupInput = z.infer<typeof SaveGroupInput>;

export const RemoveGroupInput = z.strictObject({ id: z.string().min(1) });
export type RemoveGroupInput = z.infer<typeof RemoveGroupInput>;

export type GroupsView = {
  groups: { id: string; name: string; memberIds: string[]; grantsTotal: number }[];
  /** Their addresses are for those who choose among them. */
  people: { id: string; name: string; email: string }[];
  mayManage: boolean;
  grantsTotal: number;
};

const FILE_CHARACTERS_MAX = 900_000;

export const GrantFileInput = z.strictObject({
  text: z
    .string()
    .min(1, 'Choose a file, or paste its text.')
    .max(FILE_CHARACTERS_MAX, 'The file has more than 900,000 characters. Split it.'),
});
export type GrantFileInput = z.infer<typeof GrantFileInput>;

/** `digest` is that of the preview: nothing else than what was shown is done. */
export const ImportGrantsInput = z.strictObject({
  ...GrantFileInput.shape,
  digest: z.string().min(1),
});
export type ImportGrantsInput = z.infer<typeof ImportGrantsInput>;

export type FileProblem = { line: number; field: string; message: string };

export type ImportRow = {
  kind: 'add' | 'change' | 'end';
  roleArn: string;
  toName: string;
  words: string;
  /** What it allowed before, where it changes. */
  was: string | null;
};

/** What a file would do. With a problem in it, it does nothing. */
export type ImportPreview = {
  problems: FileProblem[];
  rows: ImportRow[];
  unchangedTotal: number;
  digest: string;
};
