import { renderAccountAccessTrust } from '@/lib/iam/render/service-trust';
import { resolveAccessApplication } from '../fields/access-application';
import { right, rightOf } from '../fields/field';
import { bank } from '../say/banks';
import { type KeylessKind, keylessRecipe } from './keyless';
import { serviceCaller } from './service-caller';

const SERVICE = 'account-access.amazonaws.com';

const kind: KeylessKind = {
  resolve(fields, account, _, guard) {
    const accessApplication = resolveAccessApplication(fields.accessApplication, account);
    const applicationArn = rightOf(accessApplication);
    const bankView = bank('trusted', 'Identity Center users', 'account access manager');
    const { passesTags } = fields;
    return {
      fields: {
        accessApplication,
        passesTags: right(passesTags, tagsWarning(passesTags)),
      },
      bank: bankView,
      suggestedRoleName: 'x-identity-center',
      trustedAs: SERVICE,
      guards: [],
      found:
        applicationArn !== null && account
          ? {
              caller: serviceCaller({
                service: SERVICE,
                bank: bankView,
                subject: 'Whoever is assigned to it in the account access manager',
                sources: { accountId: account.id, arn: applicationArn },
              }),
              trust: renderAccountAccessTrust({
                accountId: account.id,
                applicationArn,
                passesTags,
                guard,
              }),
              provider: null,
            }
          : null,
    };
  },
  asks: [['accessApplication', 'Say which application of the account access manager.']],
  from: 'Which application?, Attributes as tags',
};

/**
 * Users and groups of IAM Identity Center take a role of an account through its account access
 * manager. The trust lets in that service, for this account's application alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html
 */
export const identityCenter = keylessRecipe(kind);

const tagsWarning = (passesTags: boolean): string | null =>
  passesTags
    ? 'Whoever writes attributes in your identity provider then decides what policies with aws:PrincipalTag allow.'
    : null;
