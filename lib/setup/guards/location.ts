import { isIpRange } from '@/lib/iam/conditions/ip';
import {
  requireSourceIp,
  requireVpc,
  requireVpcEndpoint,
} from '@/lib/iam/render/guards/guards';
import { right, wrong } from '../fields/field';
import type { GuardKind } from './guard-kind';
import { readList } from './read-list';

const WHY = 'this console cannot choose where it calls from';

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:|fe80:|::1)/i;

const problemOfRange = (range: string): string | null => {
  if (!isIpRange(range))
    return `“${range}” is no address and no range. Give them as 203.0.113.7 or 203.0.113.0/24.`;
  return range.endsWith('/0') ? `${range} is every address, which guards nothing.` : null;
};

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export const sourceIp: GuardKind = {
  brings: null,
  label: 'Source addresses',
  read: (typed) => {
    const ranges = readList(typed, /[\s,;]+/, problemOfRange);
    if (ranges.state !== 'right') return ranges;
    const inner = ranges.value.find((range) => PRIVATE.test(range));
    return right(
      ranges.value,
      inner
        ? `${inner} is a private range. AWS sees the public address that your network calls from.`
        : null,
    );
  },
  render: requireSourceIp,
  adds: 'The trust policy lets in only calls from these addresses (aws:SourceIp).',
  limit:
    'Calls that AWS services make for you, and calls through a VPC endpoint, come without such an address and break. It counts when the role is taken, not for what is done with it.',
  onUse: {
    adds: 'The bucket takes only calls from these addresses (aws:SourceIp).',
    limit:
      'Calls that AWS services make for the caller, and calls through a VPC endpoint, come without such an address and break. The key cannot ask for it: S3 calls it from addresses of AWS.',
  },
  meets: ([range = '']) => ({
    ask: {},
    circumstances: { 'aws:SourceIp': range.split('/')[0] ?? '' },
  }),
  breaches: () => [
    {
      kind: 'evaluated',
      id: 'assume-from-elsewhere',
      how: 'from another address',
      // An address that is kept for documents: nobody calls from it.
      circumstances: { 'aws:SourceIp': '198.51.100.254' },
      why: WHY,
    },
  ],
  from: (ranges) => ranges.join(', '),
};

const VPC = /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const ENDPOINT = /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

const isEndpoints = ([first = '']: string[]): boolean => first.startsWith('vpce-');

const keyOf = (ids: string[]): string =>
  isEndpoints(ids) ? 'aws:SourceVpce' : 'aws:SourceVpc';

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpc
 */
export const vpc: GuardKind = {
  brings: null,
  label: 'VPC or VPC endpoint',
  read: (typed) => {
    const ids = readList(typed, /[\s,;]+/, (id) =>
      VPC.test(id) || ENDPOINT.test(id)
        ? null
        : `“${id}” is no VPC and no endpoint: vpc- or vpce- and 8 or 17 digits of 0-9, a-f.`,
    );
    if (ids.state !== 'right') return ids;
    const isMixed = ids.value.some(
      (id) => id.startsWith('vpce-') !== isEndpoints(ids.value),
    );
    return isMixed
      ? wrong('Give VPCs or endpoints, not both: a call would have to fit one of each.')
      : ids;
  },
  render: (ids) => (isEndpoints(ids) ? requireVpcEndpoint(ids) : requireVpc(ids)),
  adds: 'The trust policy lets in only calls through an endpoint of these VPCs (aws:SourceVpc, aws:SourceVpce).',
  limit:
    'It needs an endpoint for STS in that VPC. Calls over the internet, from the AWS console and by AWS services stay out.',
  onUse: {
    adds: 'The bucket takes only calls through an endpoint of these VPCs (aws:SourceVpc, aws:SourceVpce).',
    limit:
      'It needs an endpoint for S3 in that VPC. Calls over the internet, from the AWS console and by AWS services stay out. The key cannot ask for it: S3 calls it from networks of AWS.',
  },
  meets: (ids) => ({ ask: {}, circumstances: { [keyOf(ids)]: ids[0] ?? '' } }),
  breaches: (ids) => [
    {
      kind: 'evaluated',
      id: 'assume-from-another-vpc',
      how: 'from another VPC',
      circumstances: {
        [keyOf(ids)]: isEndpoints(ids) ? 'vpce-00000000' : 'vpc-00000000',
      },
      why: WHY,
    },
  ],
  from: (ids) => ids.join(', '),
};
