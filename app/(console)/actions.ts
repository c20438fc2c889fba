'use server';
import { PinInput, setPinned } from '@/lib/credentials/set-pinned';
import { defineAction } from '@/lib/server/define-action';
import { SwitchWorkspaceInput, switchWorkspace } from '@/lib/server/switch-workspace';
import {
  LetSessionsSayInput,
  letSessionsSay,
} from '@/lib/setup/hand-out/let-sessions-say';

export const pinAction = defineAction(
  { permission: 'credentials:list', input: PinInput },
  ({ ports, actor }, input) => setPinned(ports, actor, input),
);

export const letSessionsSayAction = defineAction(
  { permission: 'plan:create', input: LetSessionsSayInput },
  ({ ports, actor }, input) => letSessionsSay(ports, actor, input),
);

export const switchWorkspaceAction = defineAction(
  { permission: 'workspace:switch', input: SwitchWorkspaceInput },
  ({ ports, actor }, input) => switchWorkspace(ports, actor, input),
);
