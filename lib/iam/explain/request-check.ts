import type { Request } from '../evaluate/request';

/** One thing that can make a request impossible whatever the policies say. */
export type RequestCheck = {
  name: string;
  /** The reason codes it can give. */
  reasons: string[];
  isAsked: (request: Request) => boolean;
  asked: (request: Request) => string[];
  against: (request: Request) => string[];
  /** Words for a request that passes, without a full stop. */
  passes: (request: Request) => string;
  refused: (request: Request, reason: string) => string;
};
