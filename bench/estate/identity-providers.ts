import type { CollectedAccount } from '@/lib/iam/world';
import { type AccountPlan, iamArn, REGION } from './account-plan';
import type { EstateOptions } from './estate-options';
import { isOdd, type Scene } from './scene';
import { hexText } from './unique-id';

export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
export const STS_AUDIENCE = 'sts.amazonaws.com';

/** Host and path of the tokens that the account's Kubernetes cluster signs. */
export const clusterIssuer = ({ seed }: EstateOptions, { id }: AccountPlan): string =>
  `oidc.eks.${REGION}.amazonaws.com/id/${hexText(seed, `${id}/cluster`, 32).toUpperCase()}`;

export const oidcArn = (account: AccountPlan, issuer: string): string =>
  iamArn(account, `oidc-provider/${issuer}`);

export const samlArn = (account: AccountPlan): string =>
  iamArn(account, 'saml-provider/AWSSSO_DO_NOT_DELETE');

type Providers = Pick<CollectedAccount, 'OpenIDConnectProviders' | 'SAMLProviders'>;

/**
 * The account's identity providers. `get-account-authorization-details` does not print them,
 * so an ordinary estate has none; an odd one lacks some, or registers another audience.
 */
export function identityProviders(scene: Scene): Providers {
  const { options, account } = scene;
  if (options.oddities === 0) return {};
  const issuers = [clusterIssuer(options, account), GITHUB_ISSUER];
  return {
    OpenIDConnectProviders: issuers
      .filter(() => !isOdd(scene, 0.2))
      .map((issuer) => ({
        Arn: oidcArn(account, issuer),
        Url: issuer,
        ClientIDList: isOdd(scene, 0.25) ? ['another-audience'] : [STS_AUDIENCE],
      })),
    SAMLProviders: isOdd(scene, 0.2) ? [] : [{ Arn: samlArn(account) }],
  };
}
