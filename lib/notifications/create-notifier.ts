import type { Notifier, OutboxStore } from '@/lib/ports';

type Deps = {
  outbox: Pick<OutboxStore, 'put' | 'putPersonal'>;
  enqueue(job: NoticesJob): Promise<void>;
};

/** Sends what is due. */
export type NoticesJob = { name: 'notices'; afterSeconds?: number };

/** A queue that is away does not matter: the outbox is looked through every minute. */
export const sendNow = (enqueue: Deps['enqueue']): Promise<void> =>
  enqueue({ name: 'notices' }).catch(() => undefined);

/** Puts notices into the outbox, and has them sent at once. What is on the disk is never lost. */
export const createNotifier = ({ outbox, enqueue }: Deps): Notifier => ({
  async tell(workspaceId, notice, key, people = []) {
    const told = await outbox.put(workspaceId, notice, key);
    const mailed =
      people.length === 0
        ? 0
        : await outbox.putPersonal(workspaceId, notice, key, people);
    const added = told + mailed;
    if (added > 0) await sendNow(enqueue);
  },

  send: () => sendNow(enqueue),
});
