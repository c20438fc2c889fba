import * as z from 'zod';
import { DraftId, PlanId } from '@/lib/core/ids';
import type { DeckState } from '@/lib/core/views';
import { GUARD_FIELDS } from './guards/guard-fields';

export const RecipeId = z.enum([
  'share-bucket',
  'workload-bucket',
  'bucket-policy',
  'people',
  'vendor',
  'ci-oidc',
  'eks',
  'aws-service',
  'saml',
  'identity-center',
  'blank',
]);
export type RecipeId = z.infer<typeof RecipeId>;

export const DraftStepName = z.enum(['recipe', 'who', 'what', 'review']);
export type DraftStepName = z.infer<typeof DraftStepName>;

const text = z.string().default('');

/**
 * A draft as it was typed. Every field is text as the person left it, valid or not and however
 * long, so that nothing is lost on reload; the preview says at each field what is wrong with it.
 */
export const DraftFields = z.strictObject({
  recipe: RecipeId.default('share-bucket'),
  /** Whom a trust policy written by hand names, one a line. */
  principals: text,
  /** The trust policy and the trusted half's policy, written by hand. */
  trustJson: text,
  assumeJson: text,
  /** ARN of a user, group or role of the inventory, or what was typed so far. */
  who: text,
  /** Trust the named principals (a group's members), or the whole account. */
  trustScope: z.enum(['named', 'account']).default('named'),
  /** The trusted half: an inline policy, or a managed one of this name; empty for the usual. */
  assumeAs: z.enum(['inline', 'managed']).default('inline'),
  assumePolicyName: text,
  /** Bucket name, `s3://` URL or ARN. */
  bucket: text,
  /** No reading has the bucket: its owner's word on it stands in the next fields. */
  isBucketTold: z.boolean().default(false),
  bucketOwner: text,
  bucketRegion: text,
  /** ARN of the key that encrypts it; empty where S3 does by itself. */
  bucketKey: text,
  /** The policies of the bucket and of its key, as they stand there. */
  bucketDocument: text,
  keyDocument: text,
  /** Part of the bucket, e.g. `logs/*`; empty means all of it. */
  prefix: text,
  access: z.enum(['read', 'write', 'both', 'all', 'custom']).default('read'),
  /** The role's permissions as JSON, when access is custom. */
  customPolicy: text,
  /** What runs: a service that takes a new role, or a role that is there. */
  workload: z.enum(['ec2', 'lambda', 'ecs-tasks', 'pods.eks', 'existing']).default('ec2'),
  /** The account that a new role for a workload is made in. */
  trustedAccount: text,
  /** The vendor's account, as typed. */
  vendorAccount: text,
  /** What a vendor may do: read a bucket, or what the JSON says. */
  vendorMay: z.enum(['bucket', 'custom']).default('bucket'),
  /** The account that makes the vendor's role, where no bucket tells it. */
  trustingAccount: text,
  /** Managed policies of a role for people: names or ARNs, one a line. */
  managedPolicies: text,
  /** Managed policy that cuts the role's permissions down. */
  boundary: text,
  /** Whose tokens a role takes. */
  issuerKind: z.enum(['github', 'gitlab', 'other']).default('github'),
  /** Address of the issuer; empty for that of GitHub or GitLab themselves. */
  issuerUrl: text,
  /** `acme/shop`, with ids `acme@12/shop@34`; a project's path at GitLab. */
  repository: text,
  /** How GitHub's tokens name the repository. */
  subjectForm: z.enum(['names', 'ids', 'both']).default('names'),
  /** `ref` is a branch or a tag, at GitLab. */
  runs: z.enum(['branch', 'tag', 'ref', 'environment', 'pull-request']).default('branch'),
  /** Name of the branch, tag or environment. */
  runName: text,
  /** Namespace and service account of the pods. */
  namespace: text,
  serviceAccount: text,
  /** A service as a principal, `lambda.amazonaws.com`. */
  service: text,
  /** For whom the service may use the role. */
  sourceGuard: z.enum(['account', 'arn', 'none']).default('account'),
  sourceArn: text,
  /** ARN of a SAML provider. */
  samlProvider: text,
  /** Everybody whom the provider sends, one person, or everybody of an affiliation. */
  samlPeople: z.enum(['all', 'subject', 'affiliation']).default('all'),
  samlValue: text,
  /** ARN of the application of the account access manager. */
  accessApplication: text,
  passesTags: z.boolean().default(false),
  /** Whom tokens of any other issuer speak of. */
  subject: text,
  /** For whom the tokens are made; empty for what the issuer's own guide says. */
  audience: text,
  ...GUARD_FIELDS,
  /** Id of the account that is meant on both sides; empty where there are two. */
  sameAccount: text,
  /** The role's name once more, where it makes an administrator. */
  confirmedName: text,
  roleName: text,
  /** Empty means the path of every role that is made here. */
  rolePath: text,
  description: text,
  /** Text, because it is typed: 3600 to 43200. */
  sessionSeconds: text.default('3600'),
  /** The role's tags, one a line: a key, a tab, and its value. */
  tags: text,
  /** ISO date; empty means 90 days from the plan. */
  reviewOn: text,
  purpose: text,
  /** Who answers for it: a person or a team, as they are called. */
  owner: text,
  /** Where it was asked for: a number, or an address. */
  ticket: text,
  /** The console may take the role too, and hand it out to whom it is given. */
  handsOut: z.boolean().default(false),
  /** The plan whose crossing this changes, empty for a new one; and its notes then, as JSON. */
  changes: text,
  openedNotes: text,
});
export type DraftFields = z.infer<typeof DraftFields>;
export type DraftFieldName = keyof DraftFields;

export type DraftView = {
  id: string;
  step: DraftStepName;
  fields: DraftFields;
  /** ISO 8601, UTC. */
  savedAt: string;
};

export const SaveDraftInput = z.strictObject({
  draftId: DraftId,
  step: DraftStepName,
  fields: DraftFields,
});
export type SaveDraftInput = z.infer<typeof SaveDraftInput>;

/** A draft as a browser keeps it until the server has it. */
export const StashedDraft = z.object({ step: DraftStepName, fields: DraftFields });

export const PreviewInput = z.strictObject({ fields: DraftFields });
export type PreviewInput = z.infer<typeof PreviewInput>;

export const PlanState = z.enum([
  'ready',
  'applying',
  'stopped',
  'suspended',
  'waiting',
  'applied',
  'proven',
  'refuted',
  /** Ended, and denied everything until it is removed. */
  'quarantining',
  'quarantined',
  'lifting',
  /** A later plan goes on from it. */
  'replaced',
  'undoing',
  'undo-stopped',
  'undone',
  'left',
]);
export type PlanState = z.infer<typeof PlanState>;

/** Everything of the plan is written at AWS, and nothing is under way. */
export const STANDING: PlanState[] = ['applied', 'proven', 'refuted'];

/** One real call that was made to prove the crossing, or its denial. */
export type ProofCheckView = {
  id: string;
  /** `ci-deploy becomes x-log-writer`. */
  sentence: string;
  expected: 'works' | 'denied';
  outcome: 'works' | 'denied' | 'not-tested';
  isAsExpected: boolean;
  /** AWS's code, e.g. `200` or `AccessDenied`; why it was not tested otherwise. */
  code: string;
  durationMs: number | null;
  /** What the engine makes of a call that was not made; absent where it was not asked. */
  evaluated?: DeckState | undefined;
};

/** What CloudTrail told of a proof's run, when it was last looked. */
export type TrailView = {
  /** ISO 8601, UTC. */
  lookedAt: string;
  /** Oldest first. */
  events: {
    id: string;
    name: string;
    source: string;
    at: string;
    accountName: string;
    caller: string;
    errorCode: string | null;
  }[];
  /** Accounts whose trail could not be read, in words. */
  refusals: string[];
};

/** Somebody's word that the half of the other account is run. */
export type Confirmation = {
  name: string;
  /** ISO 8601, UTC. */
  at: string;
};

export type ProofView = {
  id: string;
  /** green only when every check that was made came out as expected. */
  state: 'green' | 'red';
  sentence: string;
  checks: ProofCheckView[];
  ranAt: string;
  sessionName: string;
  /** Absent in proofs of before it was looked for. */
  trail?: TrailView | undefined;
  /** What came out otherwise than the proof before, a sentence each. */
  turned?: string[] | undefined;
  /** What is not as the plan wrote it any more, a sentence each. */
  drift?: string[] | undefined;
  /** All that there is for a half that no call from here can show; never a proof. */
  confirmed?: Confirmation | undefined;
  /** Of a change of an owner's half: what the same calls came to before they had run it. */
  before?: ProofCheckView[] | undefined;
};

export const CreatePlanInput = z.strictObject({ draftId: DraftId });
export const PlanInput = z.strictObject({ planId: PlanId });
/** Undo deletes a role: its name is typed. */
export const UndoPlanInput = z.strictObject({
  planId: PlanId,
  typedName: z.string().max(64),
  /** The plans that go along, as the person was told. */
  along: z.array(PlanId).max(200),
});
