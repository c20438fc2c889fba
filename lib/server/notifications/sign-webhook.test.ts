import { expect, it } from 'vitest';
import { signWebhook } from './sign-webhook';

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
it('signs the example of Standard Webhooks as it does', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const signed = { id, timestamp: 1614265330, body: '{"test": 2432232314}' };
  expect(signWebhook(secret, signed)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});
