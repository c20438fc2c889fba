import type { RenderedPolicy } from '@/lib/iam/render/policy-text';
import type { TrustedParty } from '@/lib/iam/render/trust-policy';
import type { PrincipalKind } from '@/lib/ports';
import type { ChosenGuard } from '../guards/guard-kind';

/** A principal of the trusted account. */
export type Borrower = {
  kind: PrincipalKind;
  arn: string;
  name: string;
  accountId: string;
};

/** What is told of every checked request; each recipe's own says more. */
export type CrossingRequest = {
  partition: string;
  /** Whose own policies the plan extends; null where they are not ours to write. */
  who: Borrower | null;
  trustingAccountId: string;
  /** The role in the middle of it. */
  roleName: string;
  /** Where it lives; absent for `ROLE_PATH`. */
  path?: string;
  guards: ChosenGuard[];
};

/** What every recipe that makes a role needs, checked. */
export type RoleRequest = CrossingRequest & {
  trusted: TrustedParty | { kind: 'keyless'; trust: RenderedPolicy };
  /** The principals that would ask: the one that was picked, or the group's members. */
  askers: string[];
  description: string;
  sessionSeconds: number;
  tags?: Record<string, string>;
  /**
   * Name of the managed policy by which who crosses may ask, empty for the usual one; null or
   * absent where an inline policy lets them.
   */
  managedHalf?: string | null;
  /** Managed policy that cuts the role's permissions down, by ARN. */
  boundary?: string | null;
  /** As whom the console hands it out, by a statement of its own in the trust. */
  consoleArn?: string | null;
};

/** One whose caller is somebody of ours, or whom an account lets. */
export type OwnRequest = RoleRequest & { trusted: TrustedParty };

/** Where roles made by plans live. The console's own roles are elsewhere and out of its reach. */
export const ROLE_PATH = '/drawbridge-managed/';

export const roleArnOf = (
  request: Pick<RoleRequest, 'partition' | 'trustingAccountId' | 'roleName' | 'path'>,
): string =>
  `arn:${request.partition}:iam::${request.trustingAccountId}:role${request.path ?? ROLE_PATH}${request.roleName}`;

export const trustedAccountOf = ({
  who,
  trusted,
}: Pick<RoleRequest, 'who' | 'trusted'>): string =>
  trusted.kind === 'account' ? trusted.accountId : (who?.accountId ?? '');
