import type { AccountSource } from './plan-source';
import { literalTerraform } from './quote';
import type { RoleResource } from './resources';

export type Block = Record<string, unknown>;

/** Blocks by type and name: `resource` → `aws_iam_role` → `role_444455556666`. */
type Named = Record<string, Record<string, Block>>;

export type Parts = { resources: Named; data: Named; locals: Block; imports: Block[] };

export const providerName = ({ accountId }: AccountSource): string =>
  `aws.account_${accountId}`;

export const roleName = ({ accountId }: AccountSource): string => `role_${accountId}`;

export function put(named: Named, type: string, name: string, block: Block): void {
  named[type] = { ...named[type], [name]: block };
}

/** A role of the same file by reference, so that it is made first; another by its name. */
export const roleReference = (
  name: string,
  role: RoleResource | null,
  account: AccountSource,
): string =>
  name === role?.roleName
    ? `\${aws_iam_role.${roleName(account)}.name}`
    : literalTerraform(name);
