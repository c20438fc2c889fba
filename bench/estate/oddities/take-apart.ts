import { parsePolicy } from '@/lib/iam/parse/parse-policy';
import {
  isObject,
  type JsonObject,
  toList,
  toScalars,
  toStrings,
} from '@/lib/iam/parse/values';
import type { RoleDetail } from '@/lib/iam/world';
import { estateDocuments } from '../estate-documents';
import { readOptions } from '../estate-options';
import { makeEstate } from '../make-estate';

const SMALL = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 3, groups: 3 };
export const ESTATES = 20;

/** A role of account `home`, with all that its trust policy lists under `Principal.AWS`. */
export type Trust = { role: RoleDetail; home: string; entries: string[] };

/** One key of a `Condition` element. */
type Leaf = { operator: string; key: string; values: string[]; effect: unknown };

export type Apart = ReturnType<typeof takeApart>;

/** Twenty small odd estates, each in its parts. For tests. */
export const oddEstates = (): Apart[] =>
  Array.from({ length: ESTATES }, (_, seed) => takeApart(seed));

function takeApart(seed: number) {
  const options = readOptions({ ...SMALL, seed, oddities: 1 });
  const estate = makeEstate(options);
  const accounts = [...estate.accounts()];
  const documents = estateDocuments(estate);
  const statements = documents.flatMap((document) => document.statements);
  const roles = accounts.flatMap(({ details }) => details.RoleDetailList);
  const users = accounts.flatMap(({ details }) => details.UserDetailList);
  const trusts = accounts.flatMap(({ id, details }) =>
    details.RoleDetailList.map((role) => trustOf(id, role)),
  );
  return { options, estate, accounts, documents, statements, roles, users, trusts };
}

function trustOf(home: string, role: RoleDetail): Trust {
  const { document } = parsePolicy(role.AssumeRolePolicyDocument, 'trust');
  const statements = toList(isObject(document) ? document['Statement'] : []);
  const entries = statements.filter(isObject).flatMap(({ Principal }) => {
    if (Principal === '*') return ['*'];
    return isObject(Principal) ? (toStrings(Principal['AWS'] ?? []) ?? []) : [];
  });
  return { role, home, entries };
}

export const leavesOf = (statement: JsonObject): Leaf[] =>
  entriesOf(statement['Condition']).flatMap(([operator, block]) =>
    entriesOf(block).map(([key, values]) => ({
      operator,
      key,
      values: toScalars(values) ?? [],
      effect: statement['Effect'],
    })),
  );

const entriesOf = (value: unknown) => Object.entries(isObject(value) ? value : {});
