import { AccountField } from './account-field';
import type { FormProps } from './form';

/** The account that makes the role, where no bucket tells it. */
export function TrustingAccountField({
  form,
  description = 'The role is made there: by its owner where it has no connection.',
  takesOthers = true,
}: FormProps & { description?: string; takesOthers?: boolean }) {
  return (
    <AccountField form={form} name="trustingAccount" {...{ description, takesOthers }} />
  );
}
