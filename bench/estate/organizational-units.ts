export const ROOT_ID = 'r-e5ta';

export type UnitName =
  | 'Core'
  | 'Workloads'
  | 'Production'
  | 'Development'
  | 'Sandbox'
  | 'Quarantine';

export type Unit = { Id: string; Name: UnitName; ParentId: string };

const unit = (Name: UnitName, suffix: string, ParentId: string = ROOT_ID): Unit => ({
  Id: `ou-e5ta-${suffix}`,
  Name,
  ParentId,
});

const WORKLOADS = unit('Workloads', 'workload');

/** The units of every estate; two of them stand one level deeper. */
export const UNITS: readonly Unit[] = [
  unit('Core', 'core0001'),
  WORKLOADS,
  unit('Production', 'prod0001', WORKLOADS.Id),
  unit('Development', 'devel001', WORKLOADS.Id),
  unit('Sandbox', 'sandbox1', ROOT_ID),
  unit('Quarantine', 'quarant1', ROOT_ID),
];

/** Id of a unit; null stands for the root itself. */
export const unitId = (name: UnitName | null): string =>
  UNITS.find(({ Name }) => Name === name)?.Id ?? ROOT_ID;

/** Where an account of this unit stands: `o-…/r-…/ou-…/`, from the root down. */
export function orgPath(organization: string, id: string): string {
  const found = UNITS.find((candidate) => candidate.Id === id);
  const above = found ? orgPath(organization, found.ParentId) : `${organization}/`;
  return `${above}${id}/`;
}
