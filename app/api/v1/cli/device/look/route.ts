import { defineRoute } from '@/lib/server/define-route';
import { lookAtDevice } from '@/lib/server/device/answer-device';
import { LookInput } from '@/lib/server/device/device-code';

export const POST = defineRoute(
  {
    permission: 'token:manage',
    exempt: 'gives-nothing',
    callers: 'people',
    input: LookInput,
  },
  ({ ports, actor }, input) => lookAtDevice(ports, actor, input),
);
