import type { RoleTag } from '@/lib/core/role-tag';
import type {
  BridgeView,
  DiffStatementView,
  ProofNodeView,
  RoleRefView,
} from '@/lib/core/views';
import type { PortalUse } from './portal/schema';
import type { CrossingRow } from './schema';

export type CapabilityRow = {
  id: string;
  /** `may read and list app-logs`. */
  sentence: string;
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  isConditional: boolean;
  proof: ProofNodeView;
};

export type PolicyView = {
  name: string;
  kind: 'trust' | 'inline' | 'managed' | 'aws-managed' | 'boundary';
  arn: string | null;
  text: string;
};

/** Something in a role's policies that a person should look at. */
export type FindingView = {
  id: string;
  severity: 'critical' | 'high' | 'medium' | 'low';
  /** What is so, and what to do. */
  sentence: string;
  /** What somebody could do with it. */
  why: string;
  /** Position in `policies`; null when the document is not among them. */
  policyIndex: number | null;
  policyName: string;
  /** `statement 2, lines 9 to 14`; null when it is about the document as a whole. */
  where: string | null;
  /** A document that mends it, to put in the policy's place. */
  fix: { note: string; text: string } | null;
};

/** How people whom a role trusts take it by their own sign-in. */
export type OwnUse = {
  /** For `~/.aws/config`; what only they know stands in angle brackets. */
  profile: string;
  switchRole: { url: string } | { cause: string };
  /** For the extension AWS Extend Switch Roles; null where that page is of no use. */
  extension: string | null;
};

/** A program takes the role by these lines, or cannot. */
export type ProgramUse = { javascript: string; python: string } | { cause: string };

export type RoleDetailView = {
  role: RoleRefView;
  description: string;
  path: string;
  maxSessionSeconds: number;
  createdAt: string | null;
  lastUsedAt: string | null;
  lastUsedRegion: string | null;
  reviewOn: string | null;
  /** As AWS tells them. */
  tags: RoleTag[];
  purpose: string | null;
  owner: string | null;
  ticket: string | null;
  ownedByPlanId: string | null;
  /** Whether the signed-in person may take it here. */
  isGranted: boolean;
  /** Null when it trusts only workloads, services and providers. */
  ownUse: OwnUse | null;
  /** Null where the trust names no account, user or role. */
  programUse: ProgramUse | null;
  /** Null where it is no role of Identity Center. */
  portalUse: PortalUse | null;
  bridge: BridgeView;
  sentence: string;
  who: CrossingRow[];
  can: CapabilityRow[];
  policies: PolicyView[];
  /** The gravest first. */
  findings: FindingView[];
  snapshotId: string;
  readAt: string;
};

/** A trust policy of a role, from the reading that saw it first to the one that saw it last. */
export type TrustVersionView = {
  /** Counts up from the oldest that is shown. */
  number: number;
  text: string;
  /** ISO 8601, UTC. */
  seenFrom: string;
  seenTo: string;
  readingsTotal: number;
  /** Readings between the version before and this one did not hold the role. */
  wasAway: boolean;
  /** The plan that wrote it; null when none did. */
  plan: { id: string; title: string } | null;
  /** From the version before; null for the oldest that is shown. */
  change: { statements: DiffStatementView[]; unchangedTotal: number } | null;
};

export type TrustHistoryView = {
  /** Newest first. */
  versions: TrustVersionView[];
  /** How many readings were looked at, and whether earlier ones were left out. */
  readingsTotal: number;
  hasEarlier: boolean;
};
