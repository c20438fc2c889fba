import path from 'node:path';
import * as z from 'zod';
import { worldOfEstate } from '@/lib/practice/seed/collected-world';
import { AwsError } from '@/lib/practice/wire/aws-error';
import type { FolderSeed } from '@/lib/practice/world/worlds';
import { readEstate } from '../estate/read-estate';
import { readJsonFile } from '../estate/read-json-file';
import { withoutControls } from '../without-controls';

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
  const line = withoutControls(first);
  return more.length === 0 ? line : `${line} (and ${more.length} more)`;
}

/**
 * A seed out of a folder of accounts as AWS prints them. A folder with any fault is refused:
 * who practises in half of an organization would learn what is not so.
 */
export function folderSeed(folder: string): FolderSeed {
  return (about) => {
    const faults: string[] = [];
    const estate = readEstate(folder, (line) => faults.push(line));
    if (estate?.kind !== 'estate')
      throw new AwsError(
        'BadSeed',
        sayFaults([...faults, `${folder}: holds no accounts`]),
      );
    const { org } = estate;
    const accounts = estate.accounts();
    const world = worldOfEstate({ org, accounts, names: namesOf(folder) }, about);
    if (faults.length > 0) throw new AwsError('BadSeed', sayFaults(faults));
    return world;
  };
}
