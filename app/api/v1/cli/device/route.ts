import { definePublicRoute } from '@/lib/server/define-public-route';
import { StartInput } from '@/lib/server/device/device-code';
import { startDevice } from '@/lib/server/device/start-device';

export const POST = definePublicRoute(
  { from: 'program', input: StartInput },
  startDevice,
);
