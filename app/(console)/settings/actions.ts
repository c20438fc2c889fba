'use server';
import * as z from 'zod';
import { openIssuer } from '@/lib/credentials/issuer/open-issuer';
import { replaceIssuerKeys } from '@/lib/credentials/issuer/replace-keys';
import { setPortal } from '@/lib/inventory/portal/portal-setting';
import { PortalInput } from '@/lib/inventory/portal/schema';
import { OwnMailsInput, setOwnMails } from '@/lib/notifications/own-mails';
import { defineAction } from '@/lib/server/define-action';
import { DeviceSettingInput, setDeviceSetting } from '@/lib/server/device/device-setting';
import { PasskeyInput, removePasskey } from '@/lib/server/passkeys/own-passkeys';
import { revokeToken, TokenInput } from '@/lib/server/revoke-token';
import {
  AdminStepUpInput,
  setAdminStepUp,
} from '@/lib/server/step-up/admin-step-up-setting';
import { StepUpFloorInput, setStepUpFloor } from '@/lib/server/step-up/step-up-setting';
import { GraceInput, setGrace } from '@/lib/setup/end/grace';
import { ProofPeriodInput, setProofSchedule } from '@/lib/setup/proof-schedule';

export const endTokenAction = defineAction(
  { permission: 'token:manage', exempt: 'gives-nothing', input: TokenInput },
  ({ ports, actor }, input) => revokeToken(ports, actor, input),
);

export const removePasskeyAction = defineAction(
  { permission: 'token:manage', exempt: 'gives-nothing', input: PasskeyInput },
  ({ ports, actor }, input) => removePasskey(ports, actor, input),
);

export const openIssuerAction = defineAction(
  { permission: 'issuer:open', input: z.strictObject({}) },
  ({ ports, actor }) => openIssuer(ports, actor),
);

export const replaceIssuerKeysAction = defineAction(
  { permission: 'issuer:open', input: z.strictObject({}) },
  ({ ports, actor }) => replaceIssuerKeys(ports, actor),
);

export const setProofScheduleAction = defineAction(
  { permission: 'workspace:change', input: ProofPeriodInput },
  ({ ports, actor }, input) => setProofSchedule(ports, actor, input),
);

export const setGraceAction = defineAction(
  { permission: 'workspace:change', input: GraceInput },
  ({ ports, actor }, input) => setGrace(ports, actor, input),
);

export const setPortalAction = defineAction(
  { permission: 'workspace:change', input: PortalInput },
  ({ ports, actor }, input) => setPortal(ports, actor, input),
);

export const setDeviceCodesAction = defineAction(
  { permission: 'workspace:change', input: DeviceSettingInput },
  ({ ports, actor }, input) => setDeviceSetting(ports, actor, input),
);

export const setOwnMailsAction = defineAction(
  { permission: 'request:make', input: OwnMailsInput },
  ({ ports, actor }, input) => setOwnMails(ports, actor, input),
);

export const setStepUpFloorAction = defineAction(
  { permission: 'workspace:change', exempt: 'asks-itself', input: StepUpFloorInput },
  ({ ports, actor }, input) => setStepUpFloor(ports, actor, input),
);

export const setAdminStepUpAction = defineAction(
  { permission: 'workspace:change', exempt: 'asks-itself', input: AdminStepUpInput },
  ({ ports, actor }, input) => setAdminStepUp(ports, actor, input),
);
