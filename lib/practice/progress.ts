import { randomUUID } from 'node:crypto';
import type { Authenticated } from './authorize/authenticate';
import { newTrace, type Trace } from './operation';
import type { Bearer } from './sts/unsigned';
import type { Dialect } from './wire/error-response';

/** What is known of a request while it is answered; the log and errors are written from it. */
export type Progress = {
  requestId: string;
  dialect: Dialect;
  service: string;
  operation: string;
  region: string;
  userAgent: string;
  /** Path of the request; empty until it was read. */
  resource: string;
  who: Authenticated | null;
  /** Who a call without a signature speaks for. */
  bearer: Bearer | null;
  input: object;
  output: object;
  trace: Trace;
};

export const newProgress = (): Progress => ({
  requestId: randomUUID(),
  dialect: 's3',
  service: '',
  operation: '',
  region: '',
  userAgent: '',
  resource: '',
  who: null,
  bearer: null,
  input: {},
  output: {},
  trace: newTrace(),
});
