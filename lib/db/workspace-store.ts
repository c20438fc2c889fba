import * as z from 'zod';
import type { WorkspaceId } from '@/lib/core/ids';
import type { StoredWorkspace, WorkspaceStore } from '@/lib/ports';
import type { PrismaClient } from './client';

const WorkspaceKind = z.enum(['practice', 'aws']);
const COLUMNS = { id: true, name: true, kind: true } as const;

type Row = { id: string; name: string; kind: string };

const workspaceOf = ({ id, name, kind }: Row): StoredWorkspace => ({
  id: id as WorkspaceId, // the brand was checked on the way in
  name,
  kind: WorkspaceKind.parse(kind),
});

/** Workspaces are listed in the order in which they were made. */
export function createWorkspaceStore(prisma: PrismaClient): WorkspaceStore {
  return {
    async ensure({ id, name, kind }) {
      await prisma.workspace.createMany({
        data: [{ id, name, kind }],
        skipDuplicates: true,
      });
    },

    async find(id) {
      const row = await prisma.workspace.findUnique({ where: { id }, select: COLUMNS });
      return row && workspaceOf(row);
    },

    async list() {
      const rows = await prisma.workspace.findMany({
        select: COLUMNS,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(workspaceOf);
    },

    ...settingsOf(prisma),
  };
}

function settingsOf(
  prisma: PrismaClient,
): Pick<
  WorkspaceStore,
  | 'portalOf'
  | 'setPortal'
  | 'allowsDeviceCodes'
  | 'anyAllowsDeviceCodes'
  | 'setDeviceCodes'
> {
  return {
    async portalOf(id) {
      const row = await prisma.workspace.findUnique({
        where: { id },
        select: { portalUrl: true, portalRegion: true },
      });
      return row?.portalUrl && row.portalRegion
        ? { startUrl: row.portalUrl, region: row.portalRegion }
        : null;
    },

    async setPortal(id, portal) {
      await prisma.workspace.update({
        where: { id },
        data: {
          portalUrl: portal?.startUrl ?? null,
          portalRegion: portal?.region ?? null,
        },
        select: { id: true },
      });
    },

    async allowsDeviceCodes(id) {
      const where = { id, allowsDeviceCodes: true };
      return (await prisma.workspace.count({ where })) > 0;
    },

    async anyAllowsDeviceCodes() {
      const where = { allowsDeviceCodes: true };
      return (await prisma.workspace.count({ where })) > 0;
    },

    async setDeviceCodes(id, allowsDeviceCodes) {
      await prisma.workspace.update({
        where: { id },
        data: { allowsDeviceCodes },
        select: { id: true },
      });
    },
  };
}
