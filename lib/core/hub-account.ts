type Account = {
  id: string;
  connection: { kind: string; hubAccountId: string | null } | null;
};

/** The account whose identity hands out credentials: the one that the others name as hub. */
export function hubAccountIn<One extends Account>(accounts: One[]): One | undefined {
  const named = accounts.map(({ connection }) => connection?.hubAccountId).find(Boolean);
  return (
    accounts.find(({ id }) => id === named) ??
    accounts.find(({ connection }) => connection?.kind === 'profile')
  );
}
