'use server';
import { addTarget } from '@/lib/notifications/add-target';
import { removeTarget, setEvents } from '@/lib/notifications/change-target';
import { AddTargetInput, IdInput, SetEventsInput } from '@/lib/notifications/schema';
import { replayNotice, sendTest } from '@/lib/notifications/send-again';
import { defineAction } from '@/lib/server/define-action';

export const addTargetAction = defineAction(
  { permission: 'notifications:manage', input: AddTargetInput },
  ({ ports, actor }, input) => addTarget(ports, actor, input),
);

export const removeTargetAction = defineAction(
  { permission: 'notifications:manage', exempt: 'gives-nothing', input: IdInput },
  ({ ports, actor }, input) => removeTarget(ports, actor, input),
);

export const setEventsAction = defineAction(
  { permission: 'notifications:manage', input: SetEventsInput },
  ({ ports, actor }, input) => setEvents(ports, actor, input),
);

export const sendTestAction = defineAction(
  { permission: 'notifications:manage', exempt: 'gives-nothing', input: IdInput },
  ({ ports, actor }, input) => sendTest(ports, actor, input),
);

export const replayNoticeAction = defineAction(
  { permission: 'notifications:manage', exempt: 'gives-nothing', input: IdInput },
  ({ ports, actor }, input) => replayNotice(ports, actor, input),
);
