import { audiencesIn, withoutAudience } from '@/lib/core/provider-text';
import type { JsonObject } from '@/lib/iam/parse/values';
import { locateStatements } from '@/lib/iam/render/locate-statements';
import type { RenderedStatement } from '@/lib/iam/render/policy-text';
import { removeStatement } from '@/lib/iam/render/remove-statement';
import type { AwsTarget, StoredStep } from '@/lib/ports';
import { sameStatement, statementsIn } from '../plan/statements-in';

/** What becomes of a document that others have written in since, when a step is undone. */
export type TakenOut =
  /** Nothing of ours stands there any more. */
  | { kind: 'out' }
  /** What is left once ours is out; null for no document at all. */
  | { kind: 'left'; text: string | null }
  /** Ours cannot be told from theirs. */
  | { kind: 'mixed' };

/**
 * Of a step that was undone among the writings of others. Kept in the database as the step’s
 * detail, and known again by it: another wording must go on knowing this one.
 */
export const TAKEN_OUT =
  'What this plan wrote is out of it. What others have written in it since was left as it is.';

const MIXED: TakenOut = { kind: 'mixed' };

type Step = Pick<StoredStep, 'target' | 'before' | 'after'>;
/** A statement that the step added, or one that it wrote over with what stood there. */
type Written = { ours: JsonObject; former: JsonObject | null };

/**
 * Takes the statements that a step wrote out of a document of many writers, each found by its Sid
 * and only while it says what we wrote. Every byte of the others stays. Of a provider it takes
 * the one audience that the step added.
 */
export function takeOut(step: Step, live: string | null): TakenOut {
  if (step.target.kind === 'provider-audience')
    return withoutAdded(step, live, step.target.audience);
  const isReadable = live === null || locateStatements(live) !== null;
  const written = isOfMany(step.target) && isReadable ? writtenBy(step) : null;
  return written ? withoutAll(step, live, written) : MIXED;
}

/** Not one that the provider took before: that is somebody else's. */
function withoutAdded({ before }: Step, live: string | null, audience: string): TakenOut {
  const takes = (text: string | null) =>
    text === null ? false : (audiencesIn(text)?.includes(audience) ?? null);
  if (takes(before) !== false || takes(live) === null) return MIXED;
  return live !== null && takes(live)
    ? { kind: 'left', text: withoutAudience(live, audience) }
    : { kind: 'out' };
}

function withoutAll(step: Step, live: string | null, written: Written[]): TakenOut {
  let text = live;
  const kinds = new Set<TakenOut['kind']>();
  for (const one of written) {
    const left = withoutOne(step, text, one);
    kinds.add(left.kind);
    if (left.kind === 'left') text = left.text;
  }
  // One write puts all of ours there or takes all of it out: a part is somebody else's doing.
  if (kinds.has('mixed') || kinds.size > 1) return MIXED;
  if (!kinds.has('left')) return { kind: 'out' };
  return text === null && !isRemovable(step.target) ? MIXED : { kind: 'left', text };
}

/**
 * The statements that a step only added to a document of many writers, each with a name of its
 * own. Null where it did anything else, so that naming them would not be enough to take it back.
 */
export function statementsAddedBy(step: Step): JsonObject[] | null {
  const written = isOfMany(step.target) ? writtenBy(step) : null;
  const isAdded = written?.every(
    ({ ours, former }) => former === null && sidOf(ours) !== null,
  );
  return written && written.length > 0 && isAdded
    ? written.map(({ ours }) => ours)
    : null;
}

const isOfMany = ({ kind }: AwsTarget): boolean =>
  kind === 'bucket-policy' || kind === 'key-policy' || kind === 'trust';

const isRemovable = ({ kind }: AwsTarget): boolean => kind === 'bucket-policy';

/** Null where the step did more than write statements with names of their own. */
function writtenBy({ before, after }: Step): Written[] | null {
  const [former, ours] = [statementsIn(before), statementsIn(after)];
  const isKept = (one: JsonObject) =>
    ours.some((other) => sameStatement(one, other) || sidOf(other) === sidOf(one));
  const written = ours
    .filter((one) => !former.some((other) => sameStatement(one, other)))
    .map((one) => ({ ours: one, former: named(former, sidOf(one))[0] ?? null }));
  const isPlain =
    after !== null &&
    former.every(isKept) &&
    written.every((one) => named(ours, sidOf(one.ours)).length === 1);
  return isPlain ? written : null;
}

const sidOf = (statement: JsonObject): unknown => statement['Sid'] ?? null;

const named = (statements: JsonObject[], sid: unknown): JsonObject[] =>
  sid === null ? [] : statements.filter((one) => sidOf(one) === sid);

function withoutOne(
  step: Step,
  live: string | null,
  { ours, former }: Written,
): TakenOut {
  if (live === null) return { kind: 'out' };
  const standing = statementsIn(live);
  const [own, ...others] = named(standing, sidOf(ours));
  if (!own) return isThereUnnamed(standing, ours) ? MIXED : { kind: 'out' };
  if (others.length > 0) return MIXED;
  if (former && sameStatement(own, former)) return { kind: 'out' };
  if (!sameStatement(own, ours)) return MIXED;
  return former ? withFormer(step, live, ours) : without(step, live, ours);
}

/** Under another name it would still let in whom ours let in. */
const isThereUnnamed = (standing: JsonObject[], ours: JsonObject): boolean =>
  standing.some((one) => sameStatement({ ...one, Sid: '' }, { ...ours, Sid: '' }));

function without({ before }: Step, live: string, ours: JsonObject): TakenOut {
  // A step wrote it, so that it was rendered.
  const removal = removeStatement(live, ours as RenderedStatement);
  if (removal.kind === 'removed') return { kind: 'left', text: removal.document };
  if (removal.kind !== 'emptied') return MIXED;
  const wasEmpty = before !== null && statementsIn(before).length === 0;
  return { kind: 'left', text: wasEmpty ? removal.document : null };
}

/** What stood under its name before, in its own bytes. */
function withFormer({ before }: Step, live: string, ours: JsonObject): TakenOut {
  const at = spanOf(live, sidOf(ours));
  const from = spanOf(before ?? '', sidOf(ours));
  if (!at || !from) return MIXED;
  const bytes = (before ?? '').slice(from.start, from.end);
  return { kind: 'left', text: live.slice(0, at.start) + bytes + live.slice(at.end) };
}

const spanOf = (text: string, sid: unknown) =>
  locateStatements(text)?.items.find(({ value }) => value['Sid'] === sid) ?? null;
