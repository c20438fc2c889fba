import type { BridgeView, PartyView } from '@/lib/core/views';
import type { DraftFieldName } from './schema';

type ChoiceView = { id: string; name: string };
type PolicyChoiceView = { arn: string; name: string; detail: string };

/** The verdict as one types: no write, no AWS call. */
export type PreviewView = {
  bridge: BridgeView;
  /** Problem per field, with what to do about it. Fields still empty are not problems. */
  fieldErrors: Partial<Record<DraftFieldName, string>>;
  /** Advice per field that does not stop the plan (MFA for a workload, whole-account trust…). */
  fieldWarnings: Partial<Record<DraftFieldName, string>>;
  /** Fields that are still empty and needed. */
  missing: DraftFieldName[];
  who: PartyView | null;
  /** `3 members: anna, lee, mei`; `41 people and roles in Tooling whose own policies allow it`. */
  whoCount: string | null;
  found: {
    bucket: string;
    accountId: string;
    accountName: string;
    region: string;
    /** Its encryption, who owns its objects, and whether the public is kept out. */
    facts: string[];
  } | null;
  /** What was typed for a bucket that no account owns which was read here; absent else. */
  unknownBucket?: string;
  /** What can be picked in fields whose answers are few; null for a recipe without such. */
  choices: {
    accounts: ChoiceView[];
    vendors: ChoiceView[];
    /** Managed policies that the role can have. */
    policies?: PolicyChoiceView[] | undefined;
    /** Identity providers of the account, by ARN. */
    providers: ChoiceView[];
  } | null;
  /** Value used when the role name is left empty. */
  suggestedRoleName: string;
  /** What was cleaned from pasted JSON, in words. */
  cleaned: string[];
  /** The documents as they would be written, for the JSON pane. */
  documents: { title: string; json: string }[];
  /** Sentence each guard adds, and what it cannot do. */
  guards: { field: DraftFieldName; adds: string; limit: string }[];
};
