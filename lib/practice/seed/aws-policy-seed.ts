import type { SeedStatement } from './document';

/** One of AWS's own policies, as the seed writes it. */
export type AwsPolicySeed = {
  name: string;
  path?: string;
  says: string;
  statements: SeedStatement[];
};
