import type { CrossingRow } from '@/lib/inventory/schema';
import type { CrossingModel } from './generated/models';
import { searchTextOf } from './search-terms';

export function columnsOfCrossing({ who, role, ...row }: CrossingRow) {
  return {
    ...row,
    whoKind: who.kind,
    whoArn: who.arn,
    whoName: who.name,
    whoAccountId: who.accountId,
    whoAccountName: who.accountName,
    whoIsOutside: who.isOutside,
    roleArn: role.arn,
    roleName: role.name,
    roleAccountId: role.accountId,
    roleAccountName: role.accountName,
    roleIsProduction: role.isProduction,
    searchText: searchTextOf(
      who.name,
      who.arn,
      who.accountId,
      who.accountName,
      role.arn,
      role.accountName,
    ),
  };
}

export function crossingOf(row: CrossingModel): CrossingRow {
  return {
    id: row.id,
    who: {
      kind: row.whoKind as CrossingRow['who']['kind'], // written from this type
      arn: row.whoArn,
      name: row.whoName,
      accountId: row.whoAccountId,
      accountName: row.whoAccountName,
      isOutside: row.whoIsOutside,
    },
    role: {
      arn: row.roleArn,
      name: row.roleName,
      accountId: row.roleAccountId,
      accountName: row.roleAccountName,
      isProduction: row.roleIsProduction,
    },
    deck: row.deck as CrossingRow['deck'], // written from this type
    verb: row.verb,
    why: row.why,
    conditionKeys: row.conditionKeys,
    halves: row.halves as CrossingRow['halves'], // written from this type
    isOutside: row.isOutside,
    lastUsedAt: row.lastUsedAt,
  };
}
