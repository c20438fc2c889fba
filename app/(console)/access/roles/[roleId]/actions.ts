'use server';
import {
  changeGrant,
  endGrant,
  restoreGrant,
} from '@/lib/credentials/grants/change-grant';
import { giveGrant } from '@/lib/credentials/grants/give-grant';
import {
  ChangeGrantInput,
  GiveGrantInput,
  OneGrantInput,
} from '@/lib/credentials/grants/grant-schema';
import { getTrustHistory } from '@/lib/inventory/get-trust-history';
import { defineAction } from '@/lib/server/define-action';
import { HandOutRoleInput, handOutRole } from '@/lib/setup/hand-out/hand-out-role';
import { RestoreTrustInput, restoreTrust } from '@/lib/setup/restore/restore-trust';

export const giveGrantAction = defineAction(
  { permission: 'grant:manage', input: GiveGrantInput },
  ({ ports, actor }, input) => giveGrant(ports, actor, input),
);

export const changeGrantAction = defineAction(
  { permission: 'grant:manage', input: ChangeGrantInput },
  ({ ports, actor }, input) => changeGrant(ports, actor, input),
);

export const endGrantAction = defineAction(
  { permission: 'grant:manage', exempt: 'gives-nothing', input: OneGrantInput },
  ({ ports, actor }, input) => endGrant(ports, actor, input),
);

export const restoreGrantAction = defineAction(
  { permission: 'grant:manage', input: OneGrantInput },
  ({ ports, actor }, input) => restoreGrant(ports, actor, input),
);

export const restoreTrustAction = defineAction(
  { permission: 'plan:create', input: RestoreTrustInput },
  ({ ports, actor }, input) => {
    const historyOf = (role: string) => getTrustHistory(ports, actor, role);
    return restoreTrust({ ...ports, historyOf }, actor, input);
  },
);

export const handOutRoleAction = defineAction(
  { permission: 'plan:create', input: HandOutRoleInput },
  ({ ports, actor }, input) => handOutRole(ports, actor, input),
);
