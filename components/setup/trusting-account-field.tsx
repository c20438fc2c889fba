import { AccountField } from './account-field';
import type { FormProps } from './form';

/** The account that makes the role, where no bucket tells it. */
export function TrustingAccountField({
  form,
  description = 'One of yours that is connected. The role is made there.',
}: FormProps & { description?: string }) {
  return <AccountField form={form} name="trustingAccount" description={description} />;
}
