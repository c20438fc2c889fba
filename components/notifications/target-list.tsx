import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormDialog } from '@/components/ui/form-dialog';
import { useAsk } from '@/components/ui/use-ask';
import type { TargetView } from '@/lib/notifications/schema';
import { EventChoices } from './event-choices';
import { EVENT_WORDS } from './event-words';
import type { NotificationCalls } from './types';

export type TargetListProps = {
  targets: readonly TargetView[];
  mayManage: boolean;
  calls: NotificationCalls;
};

export function TargetList({ targets, mayManage, calls }: TargetListProps) {
  const asking = useAsk();
  return (
    <>
      {asking.refusal ? (
        <Banner tone="danger" title="That did not work" isAnnounced>
          {asking.refusal}
        </Banner>
      ) : null}
      <ul>
        {targets.map((target) => (
          <li
            key={target.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline px-6 py-3 last:border-b-0 max-md:px-4"
          >
            <span className="min-w-0 grow basis-64 wrap-anywhere">
              <span className="flex flex-wrap items-center gap-2">
                <b>{target.name}</b>
                <Badge>{target.kind === 'email' ? 'e-mail' : 'webhook'}</Badge>
              </span>
              <span className="block text-sm text-muted">
                {target.where}. Told when:{' '}
                {target.events
                  .map((event) => EVENT_WORDS[event].toLowerCase())
                  .join(', ')}
                .
              </span>
            </span>
            {mayManage ? (
              <TargetButtons target={target} calls={calls} asking={asking} />
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

type TargetButtonsProps = {
  target: TargetView;
  calls: NotificationCalls;
  asking: ReturnType<typeof useAsk>;
};

function TargetButtons({ target, calls, asking }: TargetButtonsProps) {
  const [open, setOpen] = useState<'events' | 'remove' | null>(null);
  const { id, name } = target;
  const close = () => setOpen(null);
  return (
    <span className="flex flex-wrap gap-2">
      <Button
        size="row"
        aria-label={`Send a test to ${name}`}
        isPending={asking.busyId === id}
        pendingText="Sending…"
        onPress={() =>
          void asking.put({
            id,
            ask: () => calls.sendTest({ id }),
            done: `A test is on its way to ${name}.`,
          })
        }
      >
        Send a test
      </Button>
      <Button
        size="row"
        aria-label={`Change what ${name} is told of`}
        onPress={() => setOpen('events')}
      >
        Change
      </Button>
      <Button size="row" aria-label={`Remove ${name}`} onPress={() => setOpen('remove')}>
        Remove
      </Button>
      {open === 'events' ? (
        <EventsDialog target={target} calls={calls} onClose={close} />
      ) : null}
      {open === 'remove' ? (
        <RemoveDialog target={target} calls={calls} onClose={close} />
      ) : null}
    </span>
  );
}

type TargetDialogProps = Omit<TargetButtonsProps, 'asking'> & { onClose: () => void };

function EventsDialog({ target, calls, onClose }: TargetDialogProps) {
  const { isBusy, refusal, put } = useAsk();
  const [events, setEvents] = useState(target.events);
  const { id, name } = target;
  async function save() {
    const done = `${name} is told of what you chose.`;
    const ask = () => calls.setEvents({ id, events });
    if (await put({ id, ask, done })) onClose();
  }
  return (
    <FormDialog
      title={`What ${name} is told of`}
      submitText="Save"
      pendingText="Saving…"
      isBusy={isBusy}
      isIncomplete={events.length === 0}
      refusal={refusal}
      onSubmit={save}
      onClose={onClose}
    >
      <EventChoices chosen={events} onChange={setEvents} />
    </FormDialog>
  );
}

function RemoveDialog({ target, calls, onClose }: TargetDialogProps) {
  const { isBusy, refusal, put } = useAsk();
  const { id, name } = target;
  async function remove() {
    const done = `${name} is told of nothing any more.`;
    if (await put({ id, ask: () => calls.remove({ id }), done })) onClose();
  }
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={`Remove ${name}?`}
      actions={
        <>
          <Button
            variant="danger"
            isPending={isBusy}
            pendingText="Removing…"
            onPress={() => void remove()}
          >
            Remove
          </Button>
          <Button onPress={onClose}>Keep</Button>
        </>
      }
    >
      {refusal ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced className="mb-3">
          {refusal}
        </Banner>
      ) : null}
      <p>
        It is told of nothing any more, and what waits for it is dropped. Its address and
        its secrets are gone then: to bring it back, add it again.
      </p>
    </Dialog>
  );
}
