import { definePublicRoute } from '@/lib/server/define-public-route';
import { ExchangeInput, exchangeCliCode } from '@/lib/server/exchange-cli-code';

export const POST = definePublicRoute(
  { from: 'program', input: ExchangeInput },
  exchangeCliCode,
);
