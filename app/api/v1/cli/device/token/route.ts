import { definePublicRoute } from '@/lib/server/define-public-route';
import { RedeemInput } from '@/lib/server/device/device-code';
import { redeemDevice } from '@/lib/server/device/redeem-device';

export const POST = definePublicRoute(
  { from: 'program', input: RedeemInput },
  redeemDevice,
);
