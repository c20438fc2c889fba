import { nameOfArn } from '@/lib/core/arn';
import { groupedId } from '@/lib/core/grouped-id';
import type { Incomer } from '@/lib/iam/reach/reach-back';

/** What stands in the way of a whole list of who gains. */
export type Unknown = {
  roleArn: string;
  /** There were too many to look at. */
  isCut: boolean;
  /** Whether the role is in an account that was read, or written into one that was. */
  isRead: boolean;
  /** Something denies a part of the deed, so that the rest of it has no verdict of its own. */
  isPartlyDenied: boolean;
  /** Whom a trust policy on the way names, and nobody collected. */
  strangers: Incomer[];
};

const SAID_MAX = 5;

/** Why others may gain beside those who are listed; nothing where everybody is. */
export function sayUnknown({
  roleArn,
  isCut,
  isRead,
  isPartlyDenied,
  strangers,
}: Unknown): string[] {
  const roleName = nameOfArn(roleArn);
  const trusting = strangers.map(sayStranger);
  const more = trusting.length - SAID_MAX;
  const said = [
    isRead
      ? null
      : `The account of ${roleName} was not read here: who else can become it is not known.`,
    ...trusting.slice(0, SAID_MAX),
    more > 0 ? `${more} more on the way were not read here.` : null,
    isCut
      ? 'There are too many roles on the way to look at all of them: more people than these may gain.'
      : null,
    isPartlyDenied
      ? `A part of it is denied even then. What is left of it is gained by whoever can become ${roleName}.`
      : null,
  ];
  return said.filter((text) => text !== null);
}

function sayStranger({ name, path }: Incomer): string {
  const role = nameOfArn(path[0] ?? '');
  if (name === '*')
    return `${role} lets in callers of every account: those of accounts that were not read here are not known.`;
  const whom = /^\d{12}$/.test(name) ? `account ${groupedId(name)}` : name;
  return `${role} trusts ${whom}, which was not read here: who can act from there is not known.`;
}
