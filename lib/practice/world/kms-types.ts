/** What a grant lets its grantee do with a key, beside the key policy. */
export type KeyGrant = {
  id: string;
  token: string;
  name: string | null;
  createdAt: string;
  /** ARN of the account that made it. */
  issuer: string;
  grantee: string;
  retiring: string | null;
  operations: string[];
  /** The encryption context that the grantee has to give; `equals`: that and no more. */
  constraint: { kind: 'subset' | 'equals'; context: Record<string, string> } | null;
};

/** A symmetric encryption key. */
export type StoredKey = {
  /** A UUID, or `mrk-` and 32 digits for a multi-Region key. */
  id: string;
  arn: string;
  region: string;
  policy: string;
  description: string;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  manager: 'CUSTOMER' | 'AWS';
  createdAt: string;
  /** When it goes; null unless its deletion is pending. */
  deletionAt: string | null;
  rotation: { periodDays: number; since: string } | null;
  tags: { Key: string; Value: string }[];
  /** 32 bytes in base64. */
  material: string;
  grants: KeyGrant[];
};

export type StoredAlias = {
  /** With the prefix `alias/`. */
  name: string;
  arn: string;
  region: string;
  /** ARN of its key. */
  keyArn: string;
  createdAt: string;
  updatedAt: string;
};
