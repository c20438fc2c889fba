import type { BankView } from '@/lib/core/views';
import { sampleOf, wildcardGlob } from '@/lib/iam/parse/glob';
import type { KeylessCall, KeylessCaller } from './keyless-request';

/** For whom the service may ask; null where the trust does not demand it. */
export type ServiceSources = { accountId: string | null; arn: string | null };

type ServiceAsked = {
  service: string;
  bank: BankView;
  /** `Lambda functions` */
  subject: string;
  sources: ServiceSources;
};

const STRANGER = '999999999990';

/** A service of AWS that takes a role. Nobody can call in its place, so its calls are evaluated. */
export function serviceCaller({
  service,
  bank,
  subject,
  sources,
}: ServiceAsked): KeylessCaller {
  const { accountId, arn } = sources;
  const own: Record<string, string> = {
    ...(accountId === null ? {} : { 'aws:SourceAccount': accountId }),
    ...(arn === null ? {} : { 'aws:SourceArn': sampleOf(wildcardGlob(arn), 'x') }),
  };
  const foreign = { ...own, 'aws:SourceAccount': STRANGER };
  const wrong: KeylessCall[] = [
    {
      id: 'assume-for-a-stranger',
      who: `${service}, for another account,`,
      context: foreign,
    },
    { id: 'assume-for-nobody', who: `${service}, without saying for whom,`, context: {} },
  ];
  return {
    party: {
      kind: 'service',
      arn: service,
      name: service,
      accountId: null,
      accountName: null,
      isOutside: false,
    },
    bank,
    subject,
    by: accountId === null ? 'as a service' : 'as a service, for this account',
    principal: { Service: service },
    door: {
      label: `service ${service}`,
      open: 'Services of AWS have no policies of their own that could stand in the way.',
    },
    right: { id: 'assume', who: service, context: own },
    also: [],
    wrong: accountId === null ? [] : wrong,
  };
}
