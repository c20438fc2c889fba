'use client';

import { useState } from 'react';
import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useFreshWhile } from '@/components/ui/use-fresh-while';
import type { DeliveryView, NotificationsView } from '@/lib/notifications/schema';
import { DeliveryTable } from './delivery-table';
import { TargetDialog } from './target-dialog';
import { TargetList } from './target-list';
import type { NotificationCalls } from './types';

export type NotificationsPageProps = {
  view: NotificationsView;
  calls: NotificationCalls;
};

/** Who is told of what, and what was sent. */
export function NotificationsPage({ view, calls }: NotificationsPageProps) {
  const [isAdding, setIsAdding] = useState(false);
  const { targets, deliveries, mayManage } = view;
  useFreshWhile(deliveries.some(isOnItsWay));
  const add = mayManage ? (
    <Button variant="primary" onPress={() => setIsAdding(true)}>
      Add a target
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Notifications"
        kicker={
          <>
            <a href="/settings">Settings</a> / Notifications
          </>
        }
        lead="Mail and webhooks say what happened and link to this console. They hold no credentials."
        actions={targets.length > 0 ? add : null}
      />
      <section aria-label="Targets" className="card mt-4 overflow-hidden">
        {targets.length === 0 ? (
          <EmptyState title="Nobody is told of anything" actions={add}>
            {mayManage
              ? 'Add a mailbox, a Slack channel or a program of your own.'
              : 'An administrator can add a mailbox, a Slack channel or a program.'}
          </EmptyState>
        ) : (
          <TargetList targets={targets} mayManage={mayManage} calls={calls} />
        )}
      </section>
      {deliveries.length === 0 ? null : (
        <section className="mt-6">
          <h2>Sent lately</h2>
          <div className="card mt-2 overflow-hidden">
            <DeliveryTable
              deliveries={deliveries}
              mayManage={mayManage}
              replay={calls.replay}
            />
          </div>
        </section>
      )}
      {isAdding ? (
        <TargetDialog add={calls.add} onClose={() => setIsAdding(false)} />
      ) : null}
    </>
  );
}

/** Not tried yet: in a moment it will have been. */
const isOnItsWay = ({ state, attempts }: DeliveryView): boolean =>
  state === 'waiting' && attempts === 0;
