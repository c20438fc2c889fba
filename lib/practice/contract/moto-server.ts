import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import {
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { clientsOf, type Keys } from '../test-practice';

/** Keys that moto takes for its default account's. */
export const MOTO_KEYS: Keys = { accessKeyId: 'testing', secretAccessKey: 'testing' };

/** An organization that knows service control policies: moto has none by itself. */
async function makeOrganization(url: string): Promise<void> {
  const { organizations } = clientsOf(url, MOTO_KEYS);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
  const RootId = Roots[0]?.Id;
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType }));
}

async function listeningAt(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) {
    const url = /Running on (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('moto_server ended before it listened');
}

/** moto on a free port of the loopback address, with an organization in it. */
export async function startMoto(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill();
    await ended;
  };
  try {
    const url = await listeningAt(server.stderr);
    // it goes on to write a line a request: unread, they would block it
    server.stderr.resume();
    await makeOrganization(url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
