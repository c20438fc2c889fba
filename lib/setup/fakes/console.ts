import { buildIndex } from '@/lib/iam/index/estate-index';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { Notice, Notifier, StoredAccount } from '@/lib/ports';
import { createPlan } from '../create-plan';
import { openDraft } from '../open-draft';
import { DraftFields } from '../schema';
import type { EstateDeps } from '../world/estates';
import { fakeAws } from './aws';
import { account, CI, DATA, readings, TOOLING } from './inventory';
import { actor, fakeClock, fakeRandom, fakeRateLimits } from './people';
import {
  createLife,
  fakeAccounts,
  fakeActivity,
  fakeConnectionOf,
  fakeDrafts,
  fakeEnds,
  fakePlans,
  fakeSearch,
  fakeSnapshots,
  type Tape,
} from './stores';

type Options = {
  accounts?: StoredAccount[];
  world?: Record<string, CollectedAccount>;
  org?: CollectedOrg;
};

/** Keeps what people would be told. */
function fakeNotifier(): Notifier & { told: Notice[] } {
  const told: Notice[] = [];
  return {
    told,
    send: async () => undefined,
    tell: async (_workspaceId, notice) => {
      told.push(notice);
    },
  };
}

/** Nothing is kept: what is asked about is compiled. */
const fakeIndexOf: EstateDeps['indexOf'] = async (_workspaceId, latest) => {
  const loaded = await latest.load(latest.readings.map(({ accountId }) => accountId));
  const accounts = loaded.map(({ accountId, account: one }) => [accountId, one] as const);
  return buildIndex({
    accounts: Object.fromEntries(accounts),
    ...(latest.org && { org: latest.org }),
  });
};

const READ_AT = new Date('2026-11-24T09:00:00Z');
const twoAccounts = () => [account(TOOLING, 'Tooling'), account(DATA, 'Data')];

/** A console whose every port is a fake, with two accounts connected and read. */
export function fakeConsole(options: Options = {}) {
  const tape: Tape = [];
  const life = createLife();
  const world = options.world ?? readings();
  const accounts = options.accounts ?? twoAccounts();
  const activity = fakeActivity(tape, life);
  const plans = fakePlans(tape, life, activity);
  const deps = {
    plans,
    ends: fakeEnds(plans.rows, life),
    drafts: fakeDrafts(),
    activity,
    notifier: fakeNotifier(),
    accounts: fakeAccounts(accounts),
    connectionOf: fakeConnectionOf,
    attestations: { listOf: async () => [] },
    snapshots: fakeSnapshots(world, READ_AT, options.org),
    indexOf: fakeIndexOf,
    search: fakeSearch(world, accounts),
    aws: fakeAws(tape, life),
    clock: fakeClock(),
    rateLimits: fakeRateLimits(),
    random: fakeRandom(),
    env: { areChangesOn: true },
    enqueue: async () => undefined,
    readAgain: async () => undefined,
  };
  async function plan(fields: Partial<DraftFields> = {}) {
    const draft = await openDraft(deps, actor);
    if (!draft.ok) throw new Error(draft.error.kind);
    const whole = { ...DraftFields.parse({}), who: CI, bucket: 'app-logs', ...fields };
    await deps.drafts.save({
      id: draft.value.id,
      workspaceId: actor.workspaceId,
      userId: actor.userId,
      step: 'review',
      fields: whole,
      savedAt: deps.clock.now(),
    });
    return createPlan(deps, actor, { draftId: draft.value.id });
  }
  return { tape, life, deps, actor, plan };
}
