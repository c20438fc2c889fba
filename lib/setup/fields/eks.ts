import { cleanTyped } from '@/lib/core/clean-typed';
import { describeIssuer } from '@/lib/iam/explain/describe-issuer';
import type { KnownWorld } from '../world/load-world';
import { empty, type Field, right, wrong } from './field';
import type { TokenIssuer } from './token-issuer';

/**
 * The issuer of an EKS cluster: its address, or the ARN of a provider that stands for it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
 */
export function resolveCluster(typed: string): Field<TokenIssuer> {
  const host = cleanTyped(typed)
    .replace(/^https:\/\/|^arn:.*?:oidc-provider\//, '')
    .replace(/\/$/, '');
  if (host === '') return empty;
  return describeIssuer(host).kind === 'eks'
    ? right({ host, name: 'EKS' })
    : wrong(
        'Give the address of the cluster’s issuer, https://oidc.eks.<region>.amazonaws.com/id/<id>. “aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer” tells it.',
      );
}

/** The clusters that some account has a provider for, to pick from. */
export const knownClusters = ({
  readings,
}: KnownWorld): { id: string; name: string }[] => {
  const hosts = [...readings.values()].flatMap(({ collected }) =>
    (collected.OpenIDConnectProviders ?? []).map(({ Arn }) =>
      Arn.replace(/^.*?:oidc-provider\//, ''),
    ),
  );
  return [...new Set(hosts)]
    .filter((host) => describeIssuer(host).kind === 'eks')
    .map((host) => ({
      id: `https://${host}`,
      name: describeIssuer(host).name.replace(/^the EKS /, ''),
    }));
};

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const resolveNamespace = (typed: string): Field<string> =>
  resolveName(typed, { noun: 'namespace', max: 63, pattern: LABEL });

export const resolveServiceAccount = (typed: string): Field<string> =>
  resolveName(typed, { noun: 'service account', max: 253, pattern: SUBDOMAIN });

type Rule = { noun: string; max: number; pattern: RegExp };

function resolveName(typed: string, { noun, max, pattern }: Rule): Field<string> {
  const text = cleanTyped(typed);
  if (text === '') return empty;
  if (/[*?]/.test(text))
    return wrong(
      `Name one ${noun}: with a pattern whoever may create one in the cluster gets the role.`,
    );
  return text.length <= max && pattern.test(text)
    ? right(text)
    : wrong(
        `Kubernetes names a ${noun} with at most ${max} lower-case letters, digits and hyphens.`,
      );
}
