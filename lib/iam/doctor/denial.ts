import type { LayerName } from '../answer';

/** A gate that AWS's messages name; not all of them are policies that an inventory holds. */
export type ToldGate = LayerName | 'vpc-endpoint' | 'public-access-block';

/** What AWS says refused: the kind of policy, how, and since 2026 which one. */
export type Told = {
  /** Null where the message says no more than that something denies. */
  gate: ToldGate | null;
  /** `unclear` where AWS lists what it may have been. */
  effect: 'denies' | 'silent' | 'unclear';
  policyArn: string | null;
};

/** What a message of AWS says about a refused request. Null is what it leaves out. */
export type Denial = {
  code: string | null;
  operation: string | null;
  /** ARN of who asked; `*` for a caller without credentials. */
  caller: string | null;
  action: string | null;
  resource: string | null;
  told: Told | null;
  encodedMessage: string | null;
};
