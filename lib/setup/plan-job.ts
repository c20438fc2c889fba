import type { WorkspaceId } from '@/lib/core/ids';

/** Work on one plan that goes on after the page has its answer. */
export type PlanJob = { workspaceId: WorkspaceId; planId: string };
