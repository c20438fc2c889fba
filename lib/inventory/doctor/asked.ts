import type { Answer, LayerName } from '@/lib/iam/answer';
import { accountIdOf, type Caller, findCaller } from '@/lib/iam/evaluate/caller';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import type { InventoryWorld } from '../world';
import type { DeniedRequest } from './denied-request';
import type { ByWord } from './told-bucket';

/** A refused request with what the engine says of it. */
export type Asked = {
  request: DeniedRequest;
  world: InventoryWorld;
  answer: Answer;
  /** S3 asks for it on behalf of whoever made the request. */
  isThroughS3?: true | undefined;
  /** A person told of its bucket. */
  byWord?: ByWord | undefined;
};

export const callerOf = ({ request, world }: Asked): Caller =>
  findCaller(world.facts, request.principal);

export const callerAccount = (asked: Asked): string | null =>
  accountIdOf(callerOf(asked));

export const isAcross = (asked: Asked): boolean =>
  callerAccount(asked) !== ownerOf(asked.world.facts, asked.request.resource);

/** Whether the document is the resource's, not the caller's. */
export const isTheirs = (layer: LayerName): boolean =>
  layer === 'trust' || layer === 'resource';
