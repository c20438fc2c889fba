import type { Trial } from './prove-deps';

/** The owner of the bucket, where it is called by way of another account's connection. */
export const ownerElsewhere = ({
  plan,
  trusting,
}: Pick<Trial, 'plan' | 'trusting'>): { owner?: string } => {
  const { trustingAccountId: owner } = plan.body;
  return trusting.accountId === owner ? {} : { owner };
};
