/** Account ids of the seeded organisation Acme, and of its auditor. */
export const ACME = {
  management: '100020003000',
  tooling: '111122223333',
  network: '121234345656',
  shared: '232345456767',
  security: '555566667777',
  people: '222233334444',
  billing: '888877776666',
  prod: '777788889999',
  data: '444455556666',
  archive: '666655554444',
  legacy: '454567678989',
  staging: '333311112222',
  research: '343456567878',
  sandbox: '999988887777',
} as const;

/** Outside the organisation: nobody lists it, its trusts and identities are real. */
export const LUMEN_AUDIT = '999900001111';

export const HUB = ACME.tooling;
export const HUB_WORKER = `arn:aws:iam::${HUB}:role/drawbridge/drawbridge-hub-worker`;
export const HUB_BROKER = `arn:aws:iam::${HUB}:role/drawbridge/drawbridge-hub-broker`;

/** The external ID that an account's spoke roles ask for. */
export const spokeExternalId = (accountId: string): string => `db1-practice-${accountId}`;
