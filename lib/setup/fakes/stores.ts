import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type {
  AccountStore,
  ActivityEntry,
  ActivityLog,
  ConnectionOf,
  DraftStore,
  EndStore,
  PlanStore,
  SearchStore,
  SnapshotStore,
  StoredAccount,
  StoredDraft,
  StoredPlan,
} from '@/lib/ports';

/** What happened, in order: writes to the journal and the log, and calls to AWS. */
export type Tape = string[];

/** Tests stop the process here: from then on nothing it asks for is answered. */
export type Life = { isKilled: boolean; check(): void };

export function createLife(): Life {
  const life: Life = {
    isKilled: false,
    check: () => {
      if (life.isKilled) throw new Error('the process was killed');
    },
  };
  return life;
}

type Rows = Map<string, StoredPlan>;
type Log = Pick<ActivityLog, 'append'>;

function planJournal(
  row: (id: string) => StoredPlan,
  tape: Tape,
  activity: Log,
): Pick<
  PlanStore,
  'moveState' | 'setProgress' | 'updateStep' | 'saveProof' | 'saveNotes'
> {
  return {
    async moveState(id, from, to) {
      const plan = row(id);
      if (!from.includes(plan.state)) return false;
      plan.state = to;
      tape.push(`state ${to}`);
      return true;
    },
    async setProgress(id, progress) {
      row(id).progress = progress;
    },
    async updateStep(planId, number, change) {
      const { steps, quarantine } = row(planId);
      const step = number === 0 ? quarantine : steps.find((one) => one.number === number);
      Object.assign(step ?? {}, change);
      if (change.state) tape.push(`journal ${number} ${change.state}`);
    },
    async saveNotes({ id, version }, notes, entry, from) {
      const plan = row(id);
      const isSame = from.includes(plan.state) && plan.version === version;
      if (isSame) Object.assign(plan, structuredClone(notes), { version: version + 1 });
      if (isSame) await activity.append(entry);
      return isSame;
    },
    async saveProof(planId, proof) {
      row(planId).proof = structuredClone(proof);
    },
  };
}

function planLeases(life: Life): Pick<PlanStore, 'lease' | 'release'> {
  const leases = new Map<string, string>();
  return {
    async lease(planId, holder) {
      life.check();
      const held = leases.get(planId);
      if (held && held !== holder) return false;
      leases.set(planId, holder);
      return true;
    },
    // The lease of a killed process runs out by itself.
    release: async (planId) => void leases.delete(planId),
  };
}

export function fakePlans(
  tape: Tape = [],
  life: Life = createLife(),
  activity: Log = fakeActivity(tape, life),
): PlanStore & { rows: Rows } {
  const rows: Rows = new Map();
  const row = (id: string): StoredPlan => {
    life.check();
    const plan = rows.get(id);
    if (!plan) throw new Error(`no plan ${id}`);
    return plan;
  };
  const interrupted = () =>
    [...rows.values()].filter(({ state }) =>
      ['applying', 'undoing', 'suspended', 'quarantining', 'lifting'].includes(state),
    );
  return {
    rows,
    ...planJournal(row, tape, activity),
    ...planLeases(life),
    async create(plan) {
      life.check();
      rows.set(
        plan.id,
        structuredClone({ ...plan, version: 1, proof: null, quarantine: null }),
      );
    },
    async find(workspaceId, id) {
      life.check();
      const plan = rows.get(id);
      return plan?.workspaceId === workspaceId ? structuredClone(plan) : null;
    },
    list: async () => structuredClone([...rows.values()].reverse()),
    listInterrupted: async () =>
      interrupted().map(({ id, workspaceId }) => ({ id, workspaceId })),
    listWaiting: async () => [],
    findByRole: async () => null,
    listTrustWrites: async () => [],
  };
}

type FakeEnds = Pick<
  EndStore,
  'update' | 'putQuarantine' | 'handDown' | 'graceDaysOf' | 'listOnRole'
>;

/** The ends of plans that are kept by `fakePlans`. */
export function fakeEnds(rows: Rows, life: Life = createLife()): FakeEnds {
  const row = (id: string) => {
    life.check();
    const plan = rows.get(id);
    if (!plan) throw new Error(`no plan ${id}`);
    return plan;
  };
  return {
    async update(id, change) {
      const { end } = row(id);
      if (end) Object.assign(end, change);
    },
    async putQuarantine(id, step) {
      row(id).quarantine = structuredClone(step);
    },
    async handDown(id, replacedId) {
      const [plan, replaced] = [row(id), row(replacedId)];
      plan.state = 'undone';
      replaced.state = 'undoing';
      replaced.quarantine = plan.quarantine;
      plan.quarantine = null;
      replaced.end = plan.end && { ...plan.end, isRemoving: true };
    },
    graceDaysOf: async () => 7,
    listOnRole: async (_, roleArn) =>
      [...rows.values()]
        .filter(({ body, state }) => body.roleArn === roleArn && !OVER.includes(state))
        .map(({ id, state }) => ({ id, state }))
        .reverse(),
  };
}

const OVER = ['ready', 'undone', 'replaced'];

export function fakeDrafts(): DraftStore & { rows: Map<string, StoredDraft> } {
  const rows = new Map<string, StoredDraft>();
  return {
    rows,
    async save(draft) {
      rows.set(draft.id, structuredClone(draft));
    },
    async find(workspaceId, userId, id) {
      const draft = rows.get(id);
      const isTheirs = draft?.workspaceId === workspaceId && draft.userId === userId;
      return isTheirs ? structuredClone(draft) : null;
    },
    latest: async () => structuredClone([...rows.values()].at(-1) ?? null),
    async remove(_, id) {
      rows.delete(id);
    },
  };
}

export function fakeActivity(
  tape: Tape = [],
  life: Life = createLife(),
): Log & { entries: ActivityEntry[] } {
  const entries: ActivityEntry[] = [];
  return {
    entries,
    async append(entry) {
      life.check();
      entries.push(entry);
      tape.push(`log ${entry.event} ${entry.outcome}`);
    },
  };
}

export const fakeAccounts = (accounts: StoredAccount[]): Pick<AccountStore, 'list'> => ({
  list: async () => structuredClone(accounts),
});

type World = Record<string, CollectedAccount>;
type Snapshots = Pick<SnapshotStore, 'loadLatest' | 'loadOrg'>;

export const fakeSnapshots = (
  world: World,
  takenAt: Date,
  org: CollectedOrg | null = null,
): Snapshots => ({
  loadOrg: async () => org,
  loadLatest: async () =>
    Object.entries(world).map(([accountId, account]) => ({
      accountId,
      snapshotId: `snapshot-${accountId}`,
      takenAt,
      account,
    })),
});

export const fakeSearch = (
  world: World,
  accounts: StoredAccount[],
): Pick<SearchStore, 'findBucket'> => ({
  async findBucket(_, name) {
    for (const [accountId, account] of Object.entries(world)) {
      const bucket = account.Buckets?.find((one) => one.Name === name);
      const accountName = accounts.find(({ id }) => id === accountId)?.name ?? accountId;
      if (bucket) return { name, accountId, accountName, region: bucket.Region ?? '' };
    }
    return null;
  },
});

/** Practice accounts are reached by their id alone. */
export const fakeConnectionOf: ConnectionOf = ({ id, workspaceId, ...account }) =>
  account.connection && {
    kind: 'practice',
    worldId: workspaceId,
    accountId: id,
    partition: account.partition,
    region: account.connection.region,
  };
