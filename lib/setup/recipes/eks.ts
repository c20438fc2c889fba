import { renderEksTrust } from '@/lib/iam/render/eks-trust';
import {
  knownClusters,
  resolveCluster,
  resolveNamespace,
  resolveServiceAccount,
} from '../fields/eks';
import { rightOf } from '../fields/field';
import { resolveAudience } from '../fields/token-issuer';
import { type KeylessKind, keylessRecipe } from './keyless';
import { resolveTokens } from './resolve-tokens';

const kind: KeylessKind = {
  resolve(fields, account, world, guard) {
    const issuer = resolveCluster(fields.issuerUrl);
    const namespace = resolveNamespace(fields.namespace);
    const serviceAccount = resolveServiceAccount(fields.serviceAccount);
    const [space, name] = [rightOf(namespace), rightOf(serviceAccount)];
    const isWhole = space !== null && name !== null;
    const caller = resolveTokens(
      {
        issuer,
        audience: resolveAudience('other', '', null),
        fields: { namespace, serviceAccount },
        title: isWhole ? `${space}/${name}` : null,
        says: `Pods of the service account ${space}/${name}`,
        prefix: 'x-eks-',
        trust: isWhole
          ? (providerArn) =>
              renderEksTrust({
                providerArn,
                serviceAccounts: [{ namespace: space, name }],
                guard,
              })
          : null,
      },
      account,
      world,
    );
    return { ...caller, providers: knownClusters(world) };
  },
  asks: [
    ['issuerUrl', 'Say which cluster: the address of its issuer.'],
    ['namespace', 'Say which namespace.'],
    ['serviceAccount', 'Say which service account.'],
  ],
  from: 'Cluster, Namespace, Service account',
};

/**
 * Pods of an EKS cluster take a role by the token of their service account.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export const eks = keylessRecipe(kind);
