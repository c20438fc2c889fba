import { Badge } from '@/components/ui/badge';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import { useAsk } from '@/components/ui/use-ask';
import { ROLE_WORDS } from '@/lib/people/role-words';
import type { InviteView } from '@/lib/people/schema';
import type { PeopleCalls } from './types';

export type InviteListProps = {
  invites: readonly InviteView[];
  withdraw: PeopleCalls['withdraw'];
};

/** Links that nobody has used yet. */
export function InviteList({ invites, withdraw }: InviteListProps) {
  const { busyId, refusal, put } = useAsk();
  return (
    <div className="card mt-2 overflow-hidden">
      {refusal ? (
        <Banner tone="danger" title="The invite still stands" isAnnounced>
          {refusal}
        </Banner>
      ) : null}
      <ul>
        {invites.map(({ id, email, role, createdByName, expiresAt, isOver }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline px-6 py-3 last:border-b-0 max-md:px-4"
          >
            <span className="min-w-0 grow basis-64 wrap-anywhere">
              <span className="flex flex-wrap items-center gap-2">
                <b>{email}</b>
                <Badge tone={isOver ? 'warn' : 'neutral'}>
                  {isOver ? 'has run out' : 'waiting'}
                </Badge>
              </span>
              <span className="block text-sm text-muted">
                As {ROLE_WORDS[role].name}, by {createdByName}.{' '}
                {isOver ? 'Ran out' : 'Until'} <Time at={expiresAt} />.
              </span>
            </span>
            <Button
              size="row"
              aria-label={`Take the invite of ${email} back`}
              isPending={busyId === id}
              pendingText="Taking back…"
              onPress={() =>
                void put({
                  id,
                  ask: () => withdraw({ id }),
                  done: `The invite of ${email} leads nowhere now.`,
                })
              }
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
