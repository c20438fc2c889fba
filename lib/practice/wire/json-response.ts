import type { WireResponse } from './request';

/** An answer of what is no AWS service: nothing may keep it. */
export const jsonResponse = (status: number, body: unknown): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
