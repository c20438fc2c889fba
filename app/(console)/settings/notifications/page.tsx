import { notFound } from 'next/navigation';
import { titled } from '@/components/frame/titled';
import { NotificationsPage } from '@/components/notifications/notifications-page';
import { can } from '@/lib/auth/permissions';
import { listNotifications } from '@/lib/notifications/list-notifications';
import { found, requireContext } from '@/lib/server/context';
import {
  addTargetAction,
  removeTargetAction,
  replayNoticeAction,
  sendTestAction,
  setEventsAction,
} from './actions';

async function Notifications() {
  const { ports, actor } = await requireContext();
  if (!can(actor, 'notifications:read')) notFound();
  return (
    <NotificationsPage
      view={found(await listNotifications(ports, actor))}
      calls={{
        add: addTargetAction,
        remove: removeTargetAction,
        setEvents: setEventsAction,
        sendTest: sendTestAction,
        replay: replayNoticeAction,
      }}
    />
  );
}

export default titled('Notifications', Notifications);
