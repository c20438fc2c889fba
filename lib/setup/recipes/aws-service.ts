import type { BankView } from '@/lib/core/views';
import { startUpper } from '@/lib/iam/explain/list-words';
import type { Guard } from '@/lib/iam/render/guards/guard';
import { renderServiceTrust } from '@/lib/iam/render/service-trust';
import { nameOfService } from '../fields/common-services';
import { rightOf } from '../fields/field';
import { suggestCallerRole } from '../fields/role';
import { resolveService, resolveSourceArn, resolveSourceGuard } from '../fields/service';
import { bank } from '../say/banks';
import { type KeylessKind, keylessRecipe, type ResolvedCaller } from './keyless';
import { type ServiceSources, serviceCaller } from './service-caller';

const kind: KeylessKind = {
  resolve(fields, account, _, guard) {
    const service = resolveService(fields.service);
    const name = rightOf(service);
    const sourceGuard = resolveSourceGuard(fields.sourceGuard, name);
    const sourceArn = resolveSourceArn(fields.sourceGuard, fields.sourceArn, account);
    const bankView = bank('trusted', name ?? 'Which service?', 'AWS service');
    const arn = rightOf(sourceArn);
    const isGuarded = fields.sourceGuard !== 'none';
    const isWhole = name !== null && account !== null && sourceArn.state === 'right';
    const accountId = isGuarded && account ? account.id : null;
    return {
      fields: { service, sourceGuard, sourceArn },
      bank: bankView,
      suggestedRoleName: suggestCallerRole('x-', name && `${shortOf(name)}-role`),
      trustedAs: name,
      guards: isGuarded ? [SOURCE_GUARD] : [],
      found: isWhole ? foundOf(name, bankView, { accountId, arn }, guard) : null,
    };
  },
  asks: [
    ['service', 'Say which service.'],
    ['sourceArn', 'Say for which resource.'],
  ],
  from: 'Which service?, For whom',
};

/**
 * A service of AWS takes a role to work with, for this account's own resources.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export const awsService = keylessRecipe(kind);

const foundOf = (
  service: string,
  bankView: BankView,
  sources: ServiceSources,
  guard: Guard,
): ResolvedCaller['found'] => ({
  caller: serviceCaller({
    service,
    bank: bankView,
    subject: startUpper(nameOfService(service)),
    sources,
  }),
  trust: renderServiceTrust({
    service,
    sources: {
      accountIds: sources.accountId === null ? [] : [sources.accountId],
      arns: sources.arn === null ? [] : [sources.arn],
    },
    // The agent of Pod Identity tags each session with its pod.
    furtherActions: service === 'pods.eks.amazonaws.com' ? ['sts:TagSession'] : [],
    guard,
  }),
  provider: null,
});

const shortOf = (service: string): string =>
  service.replace(/\.amazonaws\.com(?:\.cn)?$/, '').replaceAll('.', '-');

const SOURCE_GUARD = {
  field: 'sourceGuard',
  adds: 'The trust policy lets the service in only for this account’s resources (aws:SourceAccount, aws:SourceArn).',
  limit: 'It works only with services that say for whom they act.',
} as const;
