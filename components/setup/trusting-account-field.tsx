import { AccountField } from './account-field';
import type { FormProps } from './form';

/** The account that makes the role, where no bucket tells it. */
export const TrustingAccountField = ({ form }: FormProps) => (
  <AccountField
    form={form}
    name="trustingAccount"
    description="The role is made there: by its owner where it has no connection."
  />
);
