import type { AwsTarget, AwsWrite } from '@/lib/core/aws-writes';
import type { CrossingNotes } from '@/lib/core/crossing-notes';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { StepState } from '@/lib/core/views';
import type {
  DraftFields,
  DraftStepName,
  PlanState,
  ProofView,
} from '@/lib/setup/schema';
import type { ActivityEntry } from './activity';

export type StoredDraft = {
  id: string;
  workspaceId: WorkspaceId;
  userId: UserId;
  step: DraftStepName;
  fields: DraftFields;
  savedAt: Date;
};

export type DraftStore = {
  save(draft: StoredDraft): Promise<void>;
  find(workspaceId: WorkspaceId, userId: UserId, id: string): Promise<StoredDraft | null>;
  latest(workspaceId: WorkspaceId, userId: UserId): Promise<StoredDraft | null>;
  remove(workspaceId: WorkspaceId, id: string): Promise<void>;
};

/** One AWS write of a plan, with what stood before and what shall stand after. */
export type PlannedStep = {
  number: number;
  title: string;
  accountId: string;
  side: 'trusted' | 'trusting';
  operation: string;
  target: AwsTarget;
  write: AwsWrite;
  /** Live document when planned; null = did not exist. */
  before: string | null;
  after: string | null;
};

export type StoredStep = PlannedStep & {
  state: StepState;
  /** Journal: when it was intended (before the call), called and done. */
  intendedAt: Date | null;
  calledAt: Date | null;
  doneAt: Date | null;
  attempts: number;
  requestId: string | null;
  detail: string | null;
  awsCode: string | null;
  awsMessage: string | null;
};

/** A use of a bucket or a key that a plan mends. */
export type MendedUse = {
  action: string;
  resource: string;
  /** A use of a key that S3 asks for on behalf of the caller, and nothing more. */
  isThroughS3?: true | undefined;
};

/** Which plans a person was told go before the undo of another, and who it was. */
export type AgreedAlong = { ids: string[]; userId: UserId; name: string };

/** What was said of a crossing at one time; the review by its instant. */
export type FormerNotes = CrossingNotes & { reviewOn: string };

/** What the plan is about; everything its page and its proof need. */
export type PlanBody = {
  fields: DraftFields;
  trustingAccountId: string;
  trustingAccountName: string;
  trustedAccountId: string;
  trustedAccountName: string;
  roleName: string;
  roleArn: string;
  whoArn: string;
  bucket: string;
  region: string;
  externalId: string | null;
  warnings: string[];
  /** Accounts without a connection: their owners run their half. None when absent. */
  byOwner?: string[];
  /** The plan whose crossing this one changes; absent for a new crossing. */
  replaces?: string;
  /** What was said of that crossing when the plan was made. */
  formerNotes?: FormerNotes;
  /** What was said of it before anybody changed it on the standing crossing. */
  plannedNotes?: FormerNotes;
  /** When the older trust that it puts back was seen last; absent in any other plan. */
  restores?: string;
  /** As whom the console takes the role, where that is all that it opens; absent in any other plan. */
  handsOutAs?: string;
  /** The console takes the role already, and its sessions say why by this plan; absent elsewhere. */
  carriesTags?: true;
  /** It adds the missing half between a caller and a role that stand; absent in any other plan. */
  mends?: true;
  /** The same between a caller and a bucket or key: the use that was refused. */
  mendsUse?: MendedUse;
  /** The same between the holder of a token and a role that refused it. */
  mendsToken?: true;
  /** What its undo takes along, as a person has agreed; absent while nobody has. */
  undoesAlong?: AgreedAlong;
};

/** When a crossing ends, and how far its end has come. */
export type StoredEnd = {
  endsAt: Date;
  /** Null until it was quarantined. */
  removeAt: Date | null;
  /** When it is looked at next. */
  lookAt: Date;
  /** A person has stopped it. */
  isStopped: boolean;
  /** The undo under way takes everything away, also what the plan had replaced. */
  isRemoving: boolean;
  /** Why it does not go on, in words. */
  note: string | null;
};

export type StoredPlan = {
  id: string;
  workspaceId: WorkspaceId;
  createdById: UserId;
  draftId: string | null;
  title: string;
  hash: string;
  state: PlanState;
  body: PlanBody;
  /** Rendered view parts that are fixed when planned (changes, gains, bridges). */
  view: unknown;
  progress: string | null;
  reviewOn: Date;
  createdAt: Date;
  expiresAt: Date;
  version: number;
  steps: StoredStep[];
  proof: ProofView | null;
  /** Null for a crossing without an end date. */
  end: StoredEnd | null;
  /** The denial of everything to the role, once the crossing has ended. Its number is 0. */
  quarantine: StoredStep | null;
};

/** What a list says of a plan that wants a person. */
export type CallingPlan = Pick<
  StoredPlan,
  'id' | 'title' | 'state' | 'createdAt' | 'proof'
> & {
  body: Pick<PlanBody, 'roleName' | 'trustedAccountName' | 'trustingAccountName'>;
  end: Pick<StoredEnd, 'endsAt' | 'removeAt' | 'isStopped' | 'note'> | null;
};

export type PlanStore = {
  create(plan: Omit<StoredPlan, 'version' | 'proof' | 'quarantine'>): Promise<void>;
  find(workspaceId: WorkspaceId, id: string): Promise<StoredPlan | null>;
  list(workspaceId: WorkspaceId, limit: number): Promise<StoredPlan[]>;
  /** Plans that a stopped process left in the middle. All workspaces. */
  listInterrupted(): Promise<{ workspaceId: WorkspaceId; id: string }[]>;
  /** Plans that wait for the owner of the other account. All workspaces. */
  listWaiting(): Promise<{ workspaceId: WorkspaceId; id: string }[]>;
  /** Moves the plan on if it is still in one of `from`; false when somebody else did. */
  moveState(id: string, from: PlanState[], to: PlanState): Promise<boolean>;
  setProgress(id: string, progress: string | null): Promise<void>;
  /** The journal: durable before it resolves. */
  updateStep(
    planId: string,
    number: number,
    change: Partial<
      Pick<
        StoredStep,
        | 'state'
        | 'intendedAt'
        | 'calledAt'
        | 'doneAt'
        | 'attempts'
        | 'requestId'
        | 'detail'
        | 'awsCode'
        | 'awsMessage'
        | 'before'
      >
    >,
  ): Promise<void>;
  saveProof(planId: string, proof: ProofView): Promise<void>;
  /** Takes the run's lease for this process, or renews it; false while another holds it. */
  lease(planId: string, holder: string, seconds: number): Promise<boolean>;
  release(planId: string, holder: string): Promise<void>;
  /**
   * Keeps what people say of a crossing, with its entry in the log; false when it is in none of
   * the states `from` any more, or was changed since it was read.
   */
  saveNotes(
    read: Pick<StoredPlan, 'id' | 'workspaceId' | 'version'>,
    notes: Pick<StoredPlan, 'body' | 'reviewOn'>,
    entry: ActivityEntry,
    from: PlanState[],
  ): Promise<boolean>;
  /** Review date and notes of the newest applied plan that made the role. */
  findByRole(
    workspaceId: WorkspaceId,
    roleArn: string,
  ): Promise<({ planId: string; reviewOn: Date } & CrossingNotes) | null>;
  /** The trust policies that plans wrote to the role, oldest first. */
  listTrustWrites(
    workspaceId: WorkspaceId,
    roleArn: string,
  ): Promise<{ planId: string; title: string; document: string; doneAt: Date }[]>;
};
