import type { BankView, DeckState } from '@/lib/core/views';
import type { WorldFacts } from '@/lib/iam/facts/world-facts';
import type { PlanBody, SearchStore } from '@/lib/ports';
import type { FieldNotes } from '../fields/field';
import type { RoleVerdictView } from '../judge-role';
import type { PlanGainView } from '../plan-views';
import type { PreviewView } from '../preview-view';
import type { Made, Trial } from '../proof/prove-deps';
import type { DraftFieldName, DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import type { Piece } from './piece';
import type { CrossingRequest } from './role-request';

export type ResolveDeps = { search: Pick<SearchStore, 'findBucket'> };

/** What is known today, and with the plan's documents in place. */
export type Worlds = {
  today: WorldFacts;
  after: WorldFacts;
  nameOf: (accountId: string) => string;
};

/** A complete and checked request, with everything its recipe makes of it. */
export type Access = {
  request: CrossingRequest;
  /** What has to stand, in the order in which it is written. */
  pieces: Piece[];
  /** `ci-deploy in Tooling` */
  subject: string;
  /** `read app-logs in Data` */
  deed: string;
  /** Where it is, for the plan's page and its proof. */
  place: Omit<PlanBody, 'fields' | 'warnings'>;
  /** What holds in a world that has the role. */
  judge(facts: WorldFacts): RoleVerdictView;
  /** The same for one who asks; null for anybody else. Absent where nobody is asked one by one. */
  judgeAsker?(facts: WorldFacts, arn: string): RoleVerdictView | null;
  /** What holds before anything is written. */
  judgeToday(facts: WorldFacts): RoleVerdictView;
  /** What of the deed works, for whoever stands where the crossing leads. */
  use(facts: WorldFacts): DeckState;
  /** Those whom the plan names, with how they stand before and after; `whoGains` finds the others. */
  gains(worlds: Worlds): PlanGainView[];
  /** How many could cross, in words; null where nothing is to be counted. */
  countWho(after: WorldFacts): string | null;
  /** The field of the form that a statement comes from. */
  fieldOf(sid: string | null): string;
};

/** A draft, understood by its recipe: what was found, what is wrong, what is missing. */
export type ResolvedDraft = FieldNotes & {
  missing: DraftFieldName[];
  reviewOn: Date | null;
  /** What the form shows of it, as far as it is known. */
  known: Pick<
    PreviewView,
    | 'who'
    | 'whoCount'
    | 'found'
    | 'unknownBucket'
    | 'choices'
    | 'suggestedRoleName'
    | 'cleaned'
    | 'guards'
  >;
  banks: { left: BankView; right: BankView };
  /** What to say next, while something is missing. */
  ask: string;
  /** Null while anything is missing or wrong. */
  access: Access | null;
};

/** One way to make a crossing, from its fields to its proof. */
export type Recipe = {
  /** Reads every field against the inventory. Nothing is written and AWS is not asked. */
  resolve(
    deps: ResolveDeps,
    fields: DraftFields,
    world: KnownWorld,
    now: Date,
  ): Promise<ResolvedDraft>;
  /** Real calls: what must work, and what must not. */
  prove(trial: Trial): Promise<Made>;
};
