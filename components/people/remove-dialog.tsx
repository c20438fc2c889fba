import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { useAsk } from '@/components/ui/use-ask';
import { SESSIONS_PATH } from '@/lib/core/links';
import type { MemberView } from '@/lib/people/schema';
import type { PeopleCalls } from './types';

export type RemoveDialogProps = {
  member: MemberView;
  remove: PeopleCalls['remove'];
  asking: ReturnType<typeof useAsk>;
  onClose: () => void;
};

/** Asks before somebody is taken out, and says what goes with them. */
export function RemoveDialog({ member, remove, asking, onClose }: RemoveDialogProps) {
  const { id, name, isYou } = member;
  async function send() {
    const done = `${name} is no longer in this workspace.`;
    await asking.put({ id, ask: () => remove({ userId: id }), done });
    onClose();
  }
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={isYou ? 'Leave the workspace?' : `Remove ${name}?`}
      actions={
        <>
          <Button
            variant="danger"
            isPending={asking.busyId === id}
            pendingText="Removing…"
            onPress={() => void send()}
          >
            Remove
          </Button>
          <Button onPress={onClose}>Keep</Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          {isYou ? 'You are' : `${name} is`} signed out at once. Signed-in computers,
          grants and requests in this workspace end, and so does being in its groups. To
          come back takes a new invite.
        </p>
        <p className="text-muted">
          Credentials of AWS that were taken already work until they run out.{' '}
          <a href={SESSIONS_PATH}>Revoke them on the page of sessions</a> first.
        </p>
      </div>
    </Dialog>
  );
}
