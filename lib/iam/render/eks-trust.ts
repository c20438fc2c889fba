import type { Guard } from './guards/guard';
import { renderOidcTrust } from './oidc-trust';
import type { RenderedPolicy } from './policy-text';

type EksTrust = {
  /** The provider of the cluster's issuer, in the role's own account. */
  providerArn: string;
  /** `*` in a name stands for any run of characters; both may have it. */
  serviceAccounts: { namespace: string; name: string }[];
  guard: Guard;
};

/** The audience that EKS puts into the tokens of its pods, in every partition. */
const AUDIENCE = 'sts.amazonaws.com';

/**
 * Trust policy for pods of an EKS cluster that run under certain service accounts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export const renderEksTrust = ({
  providerArn,
  serviceAccounts,
  guard,
}: EksTrust): RenderedPolicy =>
  renderOidcTrust(
    {
      providerArn,
      audiences: [AUDIENCE],
      subjects: serviceAccounts.map(
        ({ namespace, name }) => `system:serviceaccount:${namespace}:${name}`,
      ),
      guard,
    },
    'ServiceAccountsMayAssume',
  );
