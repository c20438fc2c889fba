import path from 'node:path';
import * as z from 'zod';
import { worldOfEstate } from '@/lib/practice/seed/collected-world';
import { AwsError } from '@/lib/practice/wire/aws-error';
import type { FolderSeed } from '@/lib/practice/world/worlds';
import { readEstate } from '../estate/read-estate';
import { readJsonFile } from '../estate/read-json-file';

const Named = z.object({
  Id: z.string(),
  Name: z.string().optional(),
  Email: z.string().optional(),
});
const Names = z.object({
  Root: Named,
  OrganizationalUnits: z.array(Named),
  Accounts: z.array(Named),
});

/** Names by the id of a root, unit or account; what cannot be read is told elsewhere. */
function namesOf(folder: string) {
  const read = readJsonFile(path.join(folder, 'org.json'), () => {});
  const names = Names.safeParse(read?.value);
  if (!names.success) return new Map<string, { name: string; email?: string }>();
  const { Root, OrganizationalUnits, Accounts } = names.data;
  return new Map(
    [Root, ...OrganizationalUnits, ...Accounts].map(({ Id, Name = Id, Email }) => [
      Id,
      { name: Name, ...(Email !== undefined && { email: Email }) },
    ]),
  );
}

/** In one line: the first of the faults, and how many there are. */
function sayFaults([first = '', ...more]: string[]): string {
  const line = first.replace(/\p{Cc}/gu, '?');
  return more.length === 0 ? line : `${line} (and ${more.length} more)`;
}

type Estate = Extract<ReturnType<typeof readEstate>, { kind: 'estate' }>;

/** The accounts one by one; `leftOut` is told what of them the practice accounts have no place for. */
function* accountsOf({ accounts }: Estate, leftOut: Set<string>) {
  for (const one of accounts()) {
    if (one.account.Keys?.length) leftOut.add('KMS keys');
    yield one;
  }
}

/**
 * A seed out of a folder of accounts as AWS prints them. A folder with any fault is refused:
 * who practises in half of an organization would learn what is not so.
 *
 * @param warn is told, in one line, what the practice accounts have no place for
 */
export function folderSeed(folder: string, warn: (line: string) => void): FolderSeed {
  return (about) => {
    const faults: string[] = [];
    const leftOut = new Set<string>();
    const estate = readEstate(folder, (line) => faults.push(line));
    if (estate?.kind !== 'estate')
      throw new AwsError(
        'BadSeed',
        sayFaults([...faults, `${folder}: holds no accounts`]),
      );
    const { org } = estate;
    if (org?.Targets.some((target) => target.ResourceControlPolicies.length > 0))
      leftOut.add('resource control policies');
    const accounts = accountsOf(estate, leftOut);
    const world = worldOfEstate({ org, accounts, names: namesOf(folder) }, about);
    if (faults.length > 0) throw new AwsError('BadSeed', sayFaults(faults));
    if (leftOut.size > 0) warn(`${folder}: left out: ${[...leftOut].sort().join(', ')}`);
    return world;
  };
}
