import { randomUUID } from 'node:crypto';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { PracticeStateStore } from '@/lib/ports';
import type { ActAsInput, ActAsOutput } from './control/act-as';
import type { MintTokenInput, MintTokenOutput } from './issuers/mint-token';
import { startPractice } from './start-practice';
import type { SeedName } from './world/types';

export type Keys = Omit<ActAsOutput, 'expiresAt'>;

export const memoryStore = (): PracticeStateStore & { states: Map<string, string> } => {
  const states = new Map<string, string>();
  return {
    states,
    load: async (id) => states.get(id) ?? null,
    save: async (id, state) => {
      states.set(id, state);
    },
  };
};

const CONTROL_TOKEN = 'test-control-token';

/** SDK clients of one identity, unmodified but for the endpoint; they never retry. */
export function clientsOf(endpoint: string, credentials: Keys) {
  const config = {
    endpoint,
    credentials,
    region: 'us-east-1',
    maxAttempts: 1,
  };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    organizations: new OrganizationsClient(config),
    kms: new KMSClient(config),
    cloudTrail: new CloudTrailClient(config),
    accessAnalyzer: new AccessAnalyzerClient(config),
  };
}

/** A practice endpoint with one world, and the way to act in it. */
export async function startTestPractice(
  options: {
    seed?: SeedName;
    store?: PracticeStateStore;
    worldId?: string;
    now?: () => number;
  } = {},
) {
  const { seed = 'org', store = memoryStore(), worldId = randomUUID(), now } = options;
  const lines: string[] = [];
  const practice = await startPractice({
    store,
    controlToken: CONTROL_TOKEN,
    log: (line) => lines.push(line),
    ...(now && { now }),
  });
  const world = worldOf(practice.url, worldId);
  await world.control('PUT', '', { seed });
  return { ...practice, ...world, store, worldId, lines };
}

/** Control API of a world, and clients of anybody in it. */
export function worldOf(url: string, worldId: string) {
  async function control<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const response = await fetch(`${url}/_practice/worlds/${worldId}${path}`, {
      method,
      headers: { authorization: `Bearer ${CONTROL_TOKEN}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`HTTP ${response.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }
  const actAs = (arn: string, more: Partial<ActAsInput> = {}) =>
    control<ActAsOutput>('POST', '/act-as', { arn, ...more });
  return {
    control,
    actAs,
    as: async (arn: string, more: Partial<ActAsInput> = {}) =>
      clientsOf(url, await actAs(arn, more)),
    /** A token of one of the world's issuers. */
    mint: (issuer: string, claims: MintTokenInput['claims'], alg?: 'RS256' | 'ES256') =>
      control<MintTokenOutput>('POST', '/tokens', {
        issuer,
        claims,
        ...(alg && { alg }),
      }),
    /** Clients of an account's administrator. */
    admin: async (accountId: string) =>
      clientsOf(url, await actAs(`arn:aws:iam::${accountId}:root`)),
  };
}

/** AWS's code of a refusal; `ok` when there was none. */
export async function codeOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

export async function messageOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
