import type { ToldTexts } from '@/lib/core/told-bucket';
import type { BankView, DeckState, ProofNodeView } from '@/lib/core/views';

/** A part of a request without which nobody can be asked. */
export type DenialPart = 'principal' | 'action' | 'resource';

/** What the message says, with what the person added. */
export type ReadView = Record<DenialPart, string | null> & {
  operation: string | null;
  /** `a service control policy denies it`; null when AWS names no kind of policy. */
  told: string | null;
  hasEncodedMessage: boolean;
};

export type MendView = {
  /** Which document, in which account, and what to do with it. */
  sentence: string;
  /** A statement to put into that document. */
  statement: string | null;
  link: { href: string; label: string } | null;
};

/**
 * What a plan can be asked to mend, by ARN: a role to take, by somebody or by a token, or a call
 * on a bucket or key.
 */
export type MendAsked =
  | { who: string; role: string }
  /** The claims of the token that the role's trust names, and nothing else of it. */
  | { role: string; provider: string; claims: Record<string, string[]> }
  | {
      who: string;
      action: string;
      resource: string;
      /** A use of a key that S3 asks for: nothing is given to the caller's own calls to KMS. */
      isThroughS3?: true | undefined;
      /** What a person says of its bucket, where no reading has that. */
      told?: ToldTexts | undefined;
    };

/** A plan of this console that adds the halves which are missing on the way of a caller. */
export type MendPlanView = MendAsked & {
  /** Why none can be made; null where it can. */
  whyNot: string | null;
};

export type Diagnosis = {
  deck: DeckState;
  left: BankView;
  right: BankView;
  /** The answer in one sentence. */
  sentence: string;
  /** What AWS's message says beside what we read. */
  comparison: string;
  /** By whose word on a bucket it goes, and what of that stays unknown. */
  byWord?: string;
  isAsTold: boolean;
  nodes: ProofNodeView[];
  /** The node that refuses; null when none does for sure. */
  refusingId: string | null;
  notCollected: string[];
  mends: MendView[];
  /** Null where no statement alone mends it. */
  mendPlan: MendPlanView | null;
  /** The older of the two readings that the answer rests on. ISO 8601, UTC. */
  asOf: string | null;
};

/** A bucket that no reading has, and what is wrong with what was told of it, by field. */
export type AskedBucket = {
  name: string;
  errors: Partial<Record<keyof ToldTexts, string>>;
};

/** Without a diagnosis `missing` says what has to be added first. */
export type DiagnosisView = {
  read: ReadView | null;
  missing: DenialPart[];
  missingSentence: string | null;
  diagnosis: Diagnosis | null;
  /** A person may tell whose it is; null where that is known. */
  askedBucket: AskedBucket | null;
};
