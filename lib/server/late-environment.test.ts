import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { takeLateEnvironment, WAITS_FOR_ENVIRONMENT } from './late-environment';

/** A process, and its channel to the supervisor. */
function processOf(env: Record<string, string>, connected = true) {
  const channel = new EventEmitter();
  const parts = Object.assign(channel, { env, connected, exit: vi.fn() });
  // Of a process this is what is used.
  return { channel, own: parts as unknown as Parameters<typeof takeLateEnvironment>[0] };
}

const WAITING = { [WAITS_FOR_ENVIRONMENT]: 'on', PORT: '3000' };

it('takes over what the supervisor says later, and is not ended by it any more', async () => {
  const { own, channel } = processOf({ ...WAITING });
  const taken = takeLateEnvironment(own);
  channel.emit('message', { DATABASE_URL: 'postgresql://there' });
  await taken;
  expect(own.env).toEqual({ PORT: '3000', DATABASE_URL: 'postgresql://there' });
  channel.emit('disconnect');
  expect(own.exit).not.toHaveBeenCalled();
});

it('waits for nothing where everything was said at once', async () => {
  const { own } = processOf({ PORT: '3000' });
  await takeLateEnvironment(own);
  expect(own.env).toEqual({ PORT: '3000' });
});

it.each([true, false])(
  'ends with its supervisor, one that is still there: %s',
  (connected) => {
    const { own, channel } = processOf({ ...WAITING }, connected);
    void takeLateEnvironment(own);
    channel.emit('disconnect');
    expect(own.exit).toHaveBeenCalledWith(1);
  },
);
