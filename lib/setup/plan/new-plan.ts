import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlannedStep, StoredDraft, StoredEnd } from '@/lib/ports';
import { endDateOf } from '../guards/guard-of';
import { hubLack, sayHubLack } from '../hand-out/hub-half';
import type { Access, ResolvedDraft, Worlds } from '../recipes/recipe';
import type { Estates } from '../world/estates';
import type { KnownWorld } from '../world/load-world';
import { worldsOf } from '../world/worlds-of';
import { accessGains } from './access-gains';
import { replacing } from './carry-notes';
import { type Changes, changesOf } from './changes';
import { findingTurnsOf } from './finding-turns';
import type { Former } from './former';
import { groupRows } from './group-rows';
import { lossesOf } from './losses';
import { bodyOf } from './plan-body';
import type { NewFixture, PlanFixture } from './plan-fixture';
import { type NewPlan, planRow } from './plan-row';
import { turnsOf } from './turns';

/** A draft that nothing is missing from, and what was read for it. */
export type CompleteDraft = {
  world: KnownWorld;
  draft: StoredDraft;
  resolved: ResolvedDraft;
  access: Access;
  /** Accounts without a connection. */
  byOwner: string[];
};

type Planned = {
  id: string;
  actor: Actor;
  now: Date;
  draft: CompleteDraft;
  steps: PlannedStep[];
  /** What a change leaves where it is, in words. */
  leftBehind: string[];
  /** Trust policies that are written shorter than they stand, in words. */
  shortened: string[];
  /** The crossing that this one changes. */
  former: Former | null;
  /** Today's readings and the plan's, compiled. */
  estates: Estates;
  /** Whose end takes this along, in words. */
  goesWith: string[];
};

/** The plan of these steps, with everything that its page says. Refused where a document is too long. */
export function newPlan(planned: Planned): Result<NewPlan, AppError> {
  const { id, actor, now, steps, former } = planned;
  const { draft, resolved, access, world, byOwner } = planned.draft;
  const changes = changesOf(access, steps, world);
  if (changes.tooLong) return err({ kind: 'invalid_input', message: changes.tooLong });
  const worlds = worldsOf(world, access.pieces);
  const turns = former ? turnsOf(access.place.roleArn, worlds) : null;
  const known = turns?.losses ?? [];
  const losses = former?.access
    ? lossesOf(former.access, worldsOf(former.world, access.pieces), known)
    : known;
  const { rows, unknown } = accessGains(access, worlds, planned.estates);
  const fixture = fixtureOf(access, changes, worlds, {
    gains: groupRows(rows),
    gainsUnknown: unknown,
    losses: groupRows(losses),
  });
  const uncertain = [turns?.warning ?? null, sayHub(access, worlds)];
  const warnings = warningsOf(planned, fixture, uncertain);
  const row = planRow({
    id,
    actor,
    now,
    steps,
    draftId: draft.id,
    title: `${fixture.subject} may ${fixture.deed}`,
    body: {
      ...bodyOf(draft.fields, access, warnings),
      ...(byOwner.length > 0 && { byOwner }),
      ...(former && replacing(former.plan)),
    },
    view: fixture,
    reviewOn: resolved.reviewOn ?? now,
    end: endOf(access),
  });
  return ok(row);
}

function endOf({ request }: Access): StoredEnd | null {
  const endsAt = endDateOf(request.guards);
  return (
    endsAt && {
      endsAt,
      lookAt: endsAt,
      removeAt: null,
      isStopped: false,
      isRemoving: false,
      note: null,
    }
  );
}

function fixtureOf(
  access: Access,
  { accounts, added, changed, removed }: Changes,
  worlds: Worlds,
  turned: Pick<NewFixture, 'gains' | 'gainsUnknown' | 'losses'>,
): NewFixture {
  const { request, subject, deed, pieces } = access;
  const after = access.judge(worlds.after);
  return {
    subject,
    deed,
    promise: after.sentence,
    before: access.judgeToday(worlds.today).bridge,
    after: after.bridge,
    accounts,
    added,
    changed,
    removed,
    ...turned,
    findings: findingTurnsOf(pieces, worlds),
    request,
  };
}

function warningsOf(
  {
    draft: { resolved, access, byOwner },
    steps,
    former,
    leftBehind,
    shortened,
    goesWith,
  }: Planned,
  { before, after }: PlanFixture,
  uncertain: (string | null)[],
): string[] {
  const { pieces, place } = access;
  const isSameRole =
    pieces.some(({ target }) => target.kind === 'role') &&
    !steps.some(({ write }) => write.kind === 'create-role');
  const extra = [
    ...uncertain,
    former?.access === null ? UNTOLD : null,
    former ? sayTheirs(byOwner, steps) : null,
    ...leftBehind,
    ...shortened,
    ...goesWith,
    before.deck === 'works' && !former
      ? `${before.sentence} This plan adds a second way.`
      : null,
    after.deck === 'denied' ? `Even then: ${after.sentence}` : null,
    after.deck === 'untested' ? after.sentence : null,
    isSameRole
      ? `${place.roleName} stays the role it is: its description, its longest session and its boundary are not changed, and policies that it has beside these stay.`
      : null,
  ];
  return [...Object.values(resolved.warnings), ...extra.filter((text) => text !== null)];
}

/** What the owner of the other half has to do for a change. */
function sayTheirs([owner]: string[], steps: PlannedStep[]): string | null {
  if (!owner) return null;
  return steps.some(({ accountId }) => accountId === owner)
    ? `The owner of ${owner} runs the difference of their half, by a link or commands. Until then their half stays as they ran it: what this plan takes away there goes only then, and what it takes away in ours goes when it is applied.`
    : `The half that the owner of ${owner} has run stays as it is: they have nothing to do.`;
}

/** What the console's own identity lacks to hand the role out. */
function sayHub({ request, place }: Access, { after }: Worlds): string | null {
  const consoleArn = 'consoleArn' in request ? request.consoleArn : null;
  if (typeof consoleArn !== 'string') return null;
  const lack = hubLack(after, { consoleArn, roleArn: place.roleArn });
  return lack && sayHubLack({ consoleArn }, lack);
}

/** Something that the crossing before named is gone, so that it cannot be asked about. */
const UNTOLD =
  'What the crossing that this changes lets through cannot be told any more, so others may lose access than are listed here. Read the changes below.';
